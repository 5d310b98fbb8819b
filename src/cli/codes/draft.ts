import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Drafted } from './coder.ts';
import { linesIn } from './lines.ts';

/** The codes as they were given, in order, on disk: what is only known at the end is put in when they are read back. */
export interface Draft {
  add(drafted: readonly Drafted[]): Promise<void>;
  all(): AsyncIterable<Drafted[]>;
  remove(): Promise<void>;
}

const CHUNK = 256 * 1024;

export async function createDraft(): Promise<Draft> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-codes-'));
  const path = join(folder, 'draft.jsonl');
  const file = await open(path, 'w');
  return {
    async add(drafted) {
      if (drafted.length > 0) await file.writeFile(drafted.map((one) => `${JSON.stringify(one)}\n`).join(''));
    },
    async *all() {
      const chunks = createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK });
      for await (const lines of linesIn(chunks)) yield lines.map((line): Drafted => JSON.parse(line));
    },
    async remove() {
      await file.close();
      await rm(folder, { recursive: true });
    },
  };
}
