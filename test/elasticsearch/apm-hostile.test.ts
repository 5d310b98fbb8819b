import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Point } from '../../src/core/series.ts';
import { readItem } from '../support/balena.ts';
import { type ApmDocument, freshNamespace, writeDocuments } from './apm-data.ts';
import { apmSource, ITEM, NOW } from './apm-world.ts';
import { ask, sharedServer } from './server.ts';

const server = sharedServer();
const { signal } = new AbortController();
const SERVICES = 10_000;
const keys: string[] = [];

function opened(...[access, namespace, more]: Parameters<typeof apmSource>) {
  const source = apmSource(access, namespace, more);
  onTestFinished(() => source.close());
  return source;
}

const AT = new Date(NOW - 90_000).toISOString();
const about = (service: string, name: string) => ({
  '@timestamp': AT,
  service: { name: service },
  transaction: { type: 'request', name, result: 'HTTP 2xx' },
  event: { outcome: 'success' },
});
const traced = (
  namespace: string,
  service: string,
  name: string,
  us: unknown = 1_000,
  at = AT,
): ApmDocument => {
  const base = about(service, name);
  const transaction = { ...base.transaction, duration: { us }, representative_count: 1 };
  return {
    _index: `traces-apm-${namespace}`,
    _id: `${service} ${name} ${at}`,
    _source: { ...base, '@timestamp': at, transaction },
  };
};
const counted = (namespace: string, service: string, interval: string, counts: number[]): ApmDocument => {
  const base = about(service, 'GET /');
  const histogram = { values: counts.map((_, index) => (index + 1) * 1_000), counts };
  return {
    _index: `metrics-apm.transaction.${interval}-${namespace}`,
    _id: `${service} ${interval} ${counts}`,
    _source: {
      ...base,
      _doc_count: counts.reduce((sum, count) => sum + count, 0),
      metricset: { name: 'transaction', interval },
      transaction: { ...base.transaction, 'duration.histogram': histogram },
    },
  };
};

let namespace = '';
beforeAll(async () => {
  namespace = await freshNamespace(server);
}, 60_000);
afterAll(async () => {
  await ask(server, 'DELETE', '/_security/api_key', { ids: keys });
});

const countsOf = (points: readonly Point[]) =>
  points.flatMap(({ metric, labels, value }) =>
    metric === 'http.requests' ? [[labels['service.name'], value]] : [],
  );

test('where nothing is, nothing is read, and the check says where it looked', async () => {
  const source = opened(server, 'nowhere');
  expect(await readItem(source, ITEM)).toMatchObject({ points: [], events: [], next: { readUpTo: NOW } });
  await expect(source.check(signal)).rejects.toMatchObject({
    code: 'APM_NOTHING',
    message: expect.stringContaining('traces-apm*-nowhere'),
  });
});

test('what the server counted goes before the traces, and a minute of which traces tell more is theirs', async () => {
  const both = ['a', 'b', 'c'].map((name) => traced(namespace, 'both', name));
  const late = ['a', 'b', 'c'].map((name) => traced(namespace, 'late', name));
  const counts = [
    counted(namespace, 'both', '1m', [4, 1]),
    counted(namespace, 'both', '10m', [40]),
    counted(namespace, 'both', '60m', [400]),
    counted(namespace, 'late', '1m', [1]),
    counted(namespace, 'only', '1m', [2]),
    counted(namespace, 'only', '1m', [0, 3]),
  ];
  await writeDocuments(server, [...both, ...late, ...counts], namespace);
  const { points } = await readItem(opened(server, namespace), ITEM);
  expect(countsOf(points).toSorted()).toEqual([
    ['both', 5],
    ['late', 1],
    ['late', 1],
    ['late', 1],
    ['only', 5],
  ]);
  const some = opened(server, namespace, {
    services: { include: ['on*', 'late'], exclude: ['late'] },
  });
  expect(countsOf((await readItem(some, ITEM)).points)).toEqual([['only', 5]]);
});

test('a clock of years ahead, a duration that is none and what was not sampled change nothing else', async () => {
  const own = await freshNamespace(server);
  const future = new Date(NOW + 3_600_000 * 24 * 400).toISOString();
  const unsampled = traced(own, 'odd', 'unsampled');
  const transaction = { type: 'request', name: 'unsampled', sampled: false, duration: { us: 1 } };
  Object.assign(unsampled._source, { transaction });
  const odd = [unsampled, traced(own, 'odd', 'ahead', 1_000, future), traced(own, 'odd', 'negative', -5)];
  await writeDocuments(server, [traced(own, 'odd', 'right'), ...odd], own);
  const { points } = await readItem(opened(server, own), ITEM);
  expect(points.map(({ metric, labels, value }) => [metric, labels['http.route'], value])).toEqual([
    ['http.requests', 'right', 1],
    ['http.request.duration', 'right', 1],
  ]);
});

test('a cluster without the templates of APM is told what is wrong with it, by field and index', async () => {
  const index = `plain-apm-${namespace}`;
  const { _source } = traced(namespace, 'plain', 'GET /');
  await ask(server, 'POST', `/${index}/_doc?refresh=true`, _source);
  const source = opened(server, namespace, { indices: { traces: [index] } });
  for (const work of [() => source.check(signal), () => readItem(source, ITEM)])
    await expect(work()).rejects.toMatchObject({
      code: 'APM_MAPPING',
      message: expect.stringContaining(`service.name is text in ${index}`),
      advice: expect.stringContaining('templates'),
    });
});

test('a key that may see the fields of an index, but not read it, is told the privilege that is missing', async () => {
  const grant = async (privileges: string[]) => {
    const role = { cluster: [], indices: [{ names: [`*-apm*-${namespace}`], privileges }] };
    const { body } = await ask(server, 'POST', '/_security/api_key', {
      name: 'apm',
      role_descriptors: { role },
    });
    keys.push(body.id);
    return opened({ url: server.url, apiKey: body.encoded }, namespace);
  };
  await expect((await grant(['view_index_metadata'])).check(signal)).rejects.toMatchObject({
    code: 'ELASTIC_FORBIDDEN',
    advice: expect.stringContaining('`read` is missing'),
  });
  const enough = await grant(['read', 'view_index_metadata']);
  await enough.check(signal);
  expect((await readItem(enough, ITEM)).points.length).toBeGreaterThan(0);
});

test('10,000 services are read page by page, each once, and never more than a page at a time', async () => {
  const many = await freshNamespace(server);
  const names = Array.from({ length: SERVICES }, (_, index) => `service-${index}`);
  await writeDocuments(
    server,
    names.map((name) => traced(many, name, 'GET /')),
    many,
  );
  const source = opened(server, many, { backfill: '10m' });
  const seen = new Set<string>();
  let [biggest, sum] = [0, 0];
  for await (const { points } of source.read(ITEM, undefined, signal)) {
    biggest = Math.max(biggest, points.length);
    for (const [name, value] of countsOf(points)) {
      seen.add(String(name));
      sum += Number(value);
    }
  }
  expect([seen.size, sum]).toEqual([SERVICES, SERVICES]);
  expect(biggest).toBeLessThanOrEqual(2 * 5_000);
}, 60_000);
