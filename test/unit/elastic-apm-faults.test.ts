import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ElasticApmSettings, elasticApm } from '../../src/sources/elastic-apm/index.ts';
import { depsOf } from '../support/cloudwatch.ts';

interface Refusal {
  status: number;
  reason?: string;
  headers?: Record<string, string>;
}

/** A server that says no to whatever it is asked, and a source that reads from it. */
async function refusing({ status, reason = 'no', headers = {} }: Refusal) {
  const server = createServer((_, response) => {
    const type = 'application/vnd.elasticsearch+json;compatible-with=8';
    response.writeHead(status, { 'x-elastic-product': 'Elasticsearch', 'content-type': type, ...headers });
    response.end(
      JSON.stringify({ error: { type: 'x', reason, root_cause: [{ type: 'x', reason }] }, status }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const pauses: number[] = [];
  const settings = ElasticApmSettings.parse({ kind: 'elastic-apm', url: `http://127.0.0.1:${port}` });
  const source = elasticApm(settings, {
    ...depsOf(),
    openBudget: () => ({
      take: async () => {},
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
      },
    }),
  });
  onTestFinished(async () => {
    await source.close();
    server.closeAllConnections();
    server.close();
  });
  return { source, pauses };
}

const { signal } = new AbortController();

async function read(source: Awaited<ReturnType<typeof refusing>>['source']) {
  const cost = { calls: 0, throttled: 0 };
  const ended = Array.fromAsync(source.read('elastic-apm/apm', undefined, signal), (batch) => {
    cost.calls += batch.cost.calls;
    cost.throttled += batch.cost.throttled;
  });
  return { cost, error: await ended.then(() => undefined).catch((error: unknown) => error) };
}

test('all workers wait as long as Elasticsearch asks; a long wait is left to the timetable', async () => {
  const short = await refusing({ status: 429, headers: { 'retry-after': '3' } });
  const { error, cost } = await read(short.source);
  expect(error).toMatchObject({ code: 'ELASTIC_THROTTLED', retryAfter: 3_000 });
  expect(short.pauses).toEqual([3_000, 3_000, 3_000]);
  expect(cost).toEqual({ calls: 3, throttled: 3 });
  const long = await refusing({ status: 429, headers: { 'retry-after': '120' } });
  expect(await read(long.source)).toMatchObject({ error: { retryAfter: 120_000 }, cost: { calls: 1 } });
});

test.each([
  [{ status: 403, reason: 'action is unauthorized' }, 'ELASTIC_FORBIDDEN', 'traces-apm*, apm-*'],
  [{ status: 401 }, 'ELASTIC_UNAUTHORIZED', 'has expired'],
  [{ status: 400, reason: 'fielddata is disabled' }, 'ELASTIC_REFUSED', 'mappings'],
])('%j is told with what to do', async (refusal, code, advice) => {
  const { source } = await refusing(refusal);
  await expect(source.check(signal)).rejects.toMatchObject({ code, advice: expect.stringContaining(advice) });
});

test('an Elasticsearch that fails or is not there is asked again later', async () => {
  const { source } = await refusing({ status: 503 });
  expect(await read(source)).toMatchObject({ error: { code: 'ELASTIC_UNAVAILABLE' }, cost: { calls: 3 } });
  const nowhere = ElasticApmSettings.parse({ kind: 'elastic-apm', url: 'http://127.0.0.1:9' });
  const away = elasticApm(nowhere, depsOf());
  onTestFinished(() => away.close());
  expect(await read(away)).toMatchObject({ error: { code: 'ELASTIC_UNAVAILABLE' } });
});
