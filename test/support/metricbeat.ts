import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@elastic/elasticsearch';
import { onTestFinished } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import type { MetricName } from '../../src/core/metrics.ts';
import type { Labels, Point } from '../../src/core/series.ts';
import type { Clock } from '../../src/core/time.ts';
import { MetricbeatSettings, metricbeat } from '../../src/sources/metricbeat/index.ts';
import type { Batch, Source, SourceDeps } from '../../src/sources/source.ts';
import type { Server } from '../elasticsearch/server.ts';

const DATA = process.env.SYSMON_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** A document of Metricbeat or Elastic Agent, as it is sent. */
export type Sent = Record<string, unknown>;

/** Documents of real ones, by the name of their file (`docker.cpu`), from `metricbeat/` or `integration/`. */
export function realDocuments(from: 'metricbeat' | 'integration'): Map<string, Sent[]> {
  const folder = join(DATA, 'elastic', from);
  if (!existsSync(folder))
    throw new Error(`these tests need ${folder}: SYSMON_DATA says where the sample data is`);
  return new Map(
    readdirSync(folder).map((file) => {
      const read: Sent | Sent[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      return [basename(file, '.json'), [read].flat()];
    }),
  );
}

/** What a proper template does, in the words that every Elasticsearch has: theirs keep fractions as `scaled_float`, in thousandths. */
const PROPER = {
  date_detection: false,
  dynamic_templates: [
    { fractions: { path_match: '*.pct', mapping: { type: 'double' } } },
    { times: { path_match: '*.start_time', mapping: { type: 'date' } } },
    { texts: { match_mapping_type: 'string', mapping: { type: 'keyword', ignore_above: 1_024 } } },
  ],
  properties: { '@timestamp': { type: 'date' } },
} as const;

/** `dynamic`: nobody installed a template, so texts are texts and the first document decides. */
export type Mapping = 'dynamic' | 'proper';

/** An Elasticsearch with indices of this test alone; `clock` starts at the real time's whole minute. */
export async function metricbeatWorld(server: Server, scope: string, mapping: Mapping = 'proper') {
  const { url: node, username, password } = server;
  const client = new Client({ node, auth: { username, password } });
  const indexOf = (name: string) => `${name}-${scope}`;
  const indices = ['metricbeat-*', 'metrics-*'].map((pattern) => `${pattern}-${scope}`);
  const empty = async () => {
    const index = Object.keys(await client.indices.get({ index: indices }));
    if (index.length > 0) await client.indices.delete({ index });
  };
  await empty();
  onTestFinished(async () => {
    await empty();
    await client.close();
  });
  const create = async (index: string) => {
    if (mapping === 'dynamic' || (await client.indices.exists({ index }))) return;
    await client.indices.create({ index, mappings: PROPER as never, settings: { number_of_replicas: 0 } });
  };

  return {
    client,
    indices,
    /** Puts documents into an index and lets them be found. */
    send: async (name: string, documents: readonly Sent[]) => {
      await create(indexOf(name));
      for (let from = 0; from < documents.length; from += 5_000) {
        const some = documents.slice(from, from + 5_000);
        const operations = some.flatMap((document) => [{ create: { _index: indexOf(name) } }, document]);
        const { errors, items } = await client.bulk({ operations, refresh: true });
        if (errors) throw new Error(JSON.stringify(items.find(({ create: item }) => item?.error)));
      }
    },
    source: (clock: Clock, settings: object = {}, deps: Partial<SourceDeps> = {}) => {
      const access = { url: node, username, password, callsPerSecond: 1_000 };
      const parsed = MetricbeatSettings.parse({ kind: 'metricbeat', ...access, indices, ...settings });
      const source = metricbeat(parsed, { ...depsOf(clock), ...deps });
      onTestFinished(() => source.close());
      return source;
    },
  };
}

function depsOf(clock: Clock): SourceDeps {
  return {
    clock,
    log: silentLog,
    openBudget: () => ({ take: async () => {}, pause: async () => {} }),
    random: () => 0,
    wait: async () => {},
  };
}

/** One reading of a part, as the collect job makes it: a point that is written again replaces the one before. */
export async function look(source: Source, part: string, cursor?: unknown) {
  const batches: Batch[] = [];
  for await (const batch of source.read(`metricbeat/${part}`, cursor, new AbortController().signal))
    batches.push(batch);
  const points = batches.flatMap((batch) => batch.points);
  const events = batches.flatMap((batch) => batch.events);
  const calls = batches.reduce((sum, { cost }) => sum + cost.calls, 0);
  return {
    batches,
    points,
    events,
    texts: events.map(({ text }) => text),
    calls,
    next: batches.at(-1)?.next,
  };
}

/** The values of one metric by minute, of series that have these labels. */
export function valuesOf(points: readonly Point[], metric: MetricName, labels: Labels = {}): number[] {
  const has = (point: Point) => Object.entries(labels).every(([name, value]) => point.labels[name] === value);
  const found = points.filter((point) => point.metric === metric && has(point));
  return [...new Map(found.map(({ at, labels, value }) => [JSON.stringify([at, labels]), value])).values()];
}
