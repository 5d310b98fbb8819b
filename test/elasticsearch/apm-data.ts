import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Server } from './server.ts';
import { ask } from './server.ts';

/** Real documents of real agents: beside the checkout, or where APM_DOCUMENTS says. */
const FOLDER = process.env.APM_DOCUMENTS ?? join(import.meta.dirname, '../../../shared/data/elastic');

const Template = z.object({
  index_patterns: z.array(z.string()),
  template: z.unknown(),
  priority: z.number(),
  data_stream: z.unknown(),
});

export interface ApmDocument {
  _index: string;
  _id: string;
  _source: Record<string, unknown>;
}

/** Rejects with what to do where the documents are missing. */
export async function apmDocuments(): Promise<ApmDocument[]> {
  const file = join(FOLDER, 'apm-live.ndjson.gz');
  await access(file).catch(() => {
    throw new Error(`this test needs ${file}: set APM_DOCUMENTS to the folder that has it`);
  });
  const lines = await text(createReadStream(file).pipe(createGunzip()));
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** A namespace for data streams of its own, whose mappings are what APM's are. */
export async function freshNamespace(server: Server): Promise<string> {
  const namespace = `test${randomBytes(6).toString('hex')}`;
  const file = await readFile(join(FOLDER, 'apm-templates.json'), 'utf8');
  const templates = z.record(z.string(), Template).parse(JSON.parse(file));
  for (const [name, template] of Object.entries(templates)) {
    const path = `/_index_template/${name}-${namespace}`;
    const index_patterns = template.index_patterns
      .filter((pattern) => pattern.endsWith('-default'))
      .map((pattern) => pattern.replace(/default$/, namespace));
    const { status, body } = await ask(server, 'PUT', path, { ...template, index_patterns });
    expect({ status, body }).toMatchObject({ status: 200 });
  }
  return namespace;
}

/** Writes documents into the data streams of a namespace. */
export async function writeDocuments(
  server: Server,
  documents: readonly ApmDocument[],
  namespace: string,
): Promise<void> {
  const lines = documents.flatMap(({ _index, _id, _source }) => [
    JSON.stringify({ create: { _index: _index.replace(/-default$/, `-${namespace}`), _id } }),
    JSON.stringify(_source),
  ]);
  const credentials = Buffer.from(`${server.username}:${server.password}`).toString('base64');
  const response = await fetch(`${server.url}/_bulk?refresh=true`, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/x-ndjson' },
    body: `${lines.join('\n')}\n`,
  });
  expect(await response.json()).toMatchObject({ errors: false });
}
