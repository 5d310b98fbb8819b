import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { followHints } from '../../jobs/hints.ts';
import { killedForMemory, notReady, restarted } from '../../sandbox/kubernetes/cluster/states.ts';
import { warningOf } from '../../sandbox/kubernetes/cluster/warnings.ts';
import { silentLog } from '../../src/core/log.ts';
import { SECOND } from '../../src/core/time.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import type { Source, SourceDeps } from '../../src/sources/source.ts';
import {
  ITEM,
  kubernetesDeps,
  kubernetesSource,
  localKubernetes,
  look,
  pod,
  valuesOf,
} from '../support/kubernetes.ts';

const REAL_WAITS: SourceDeps = {
  ...kubernetesDeps(),
  wait: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, { signal });
  },
};

/** Follows a source as the product does, and tells when it hinted. */
function following(source: Source) {
  const hints: number[] = [];
  const stop = followHints(
    sourcesFrom([source]),
    async (_name, payload) => {
      expect(payload).toEqual({ source: ITEM });
      hints.push(performance.now());
    },
    silentLog,
  );
  onTestFinished(stop);
  const next = async (already: number) =>
    vi.waitFor(() => expect(hints.length).toBeGreaterThan(already), { timeout: 8 * SECOND, interval: 10 });
  return { hints, next, stop };
}

/** Both watches are open, and the hint that comes with that is over. */
async function settled(
  server: Awaited<ReturnType<typeof localKubernetes>>,
  { next }: ReturnType<typeof following>,
) {
  await next(0);
  await vi.waitFor(() => expect(server.hand.watches()).toBe(2), { timeout: 5 * SECOND });
}

test('a pod that is killed for its memory is read within 5 seconds, the waits as they are', async () => {
  const server = await localKubernetes();
  const source = kubernetesSource(server, {}, REAL_WAITS);
  const watching = following(source);
  await settled(server, watching);
  const before = await look(source);
  const victim = server.hand.all('pods').find(({ metadata }) => metadata.name.startsWith('checkout-'));
  const began = performance.now();
  server.hand.change('pods', victim!, killedForMemory(Date.now()));
  await watching.next(watching.hints.length);
  const { points, texts } = await look(source, before.next);
  expect(performance.now() - began).toBeLessThan(5 * SECOND);
  expect(
    valuesOf(points, 'container.problems', { 'error.type': 'OOMKilled', 'service.name': 'checkout' }),
  ).toEqual([1]);
  expect(texts).toEqual([expect.stringContaining('was killed, out of memory')]);
});

test('a pod that only moves along is no news; a warning, and a container that is up again, are', async () => {
  const server = await localKubernetes();
  const watching = following(kubernetesSource(server));
  await settled(server, watching);
  const [one, two] = server.hand.all('pods');
  const hinted = watching.hints.length;
  server.hand.change('pods', one!, notReady(Date.now()));
  await setTimeout(100);
  expect(watching.hints.length).toBe(hinted);
  server.hand.change('pods', two!, killedForMemory(Date.now()));
  await watching.next(hinted);
  server.hand.change('pods', two!, restarted(Date.now()));
  await watching.next(hinted + 1);
  server.hand.put('events', warningOf(one!, { reason: 'Unhealthy', message: 'no answer' }, Date.now()));
  await watching.next(hinted + 2);
});

test('a hundred pods in trouble at once are a few hints', async () => {
  const server = await localKubernetes({ empty: true });
  const pods = Array.from({ length: 100 }, (_, index) => pod({}, index));
  server.hand.put('pods', ...pods);
  const watching = following(kubernetesSource(server));
  await settled(server, watching);
  const hinted = watching.hints.length;
  for (const one of pods) server.hand.change('pods', one, killedForMemory(Date.now()));
  await watching.next(hinted);
  await setTimeout(150);
  expect(watching.hints.length - hinted).toBeLessThanOrEqual(2);
});

test.each(['expireWatches', 'dropWatches'] as const)(
  'after %s it watches again, and what happened in between is read once',
  async (end) => {
    const server = await localKubernetes();
    const source = kubernetesSource(server);
    const watching = following(source);
    await settled(server, watching);
    const { next } = await look(source);
    const [one, two] = server.hand.all('pods');
    server.hand.expire();
    server.hand[end]();
    server.hand.change('pods', one!, killedForMemory(Date.now() - SECOND));
    await watching.next(watching.hints.length);
    await vi.waitFor(() => expect(server.hand.watches()).toBe(2), { timeout: 5 * SECOND });
    const first = await look(source, next);
    expect(first.texts).toEqual([expect.stringContaining(one!.metadata.name)]);
    const hinted = watching.hints.length;
    server.hand.change('pods', two!, killedForMemory(Date.now()));
    await watching.next(hinted);
    const second = await look(source, first.next);
    expect(new Set([...first.events, ...second.events].map(({ id }) => id)).size).toBe(2);
  },
);

test('a watch that ends as soon as it began is begun once a second, no more', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ metadata: { resourceVersion: '1' }, items: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const source = kubernetesSource({ url: `http://127.0.0.1:${port}`, token: 'a' }, {}, REAL_WAITS);
  const { stop } = following(source);
  await setTimeout(2_500);
  await stop();
  expect(
    asked.filter((url) => url.includes('/pods?') && url.includes('watch=true')).length,
  ).toBeLessThanOrEqual(3);
  expect(asked.length).toBeLessThanOrEqual(8);
});

test('a source that is closed follows no more, and leaves no connection behind', async () => {
  const server = await localKubernetes();
  const source = kubernetesSource(server);
  const ended = source.hints(() => {}, new AbortController().signal);
  await vi.waitFor(() => expect(server.hand.watches()).toBe(2));
  await source.close();
  await ended;
  await vi.waitFor(() => expect(server.hand.watches()).toBe(0));
});
