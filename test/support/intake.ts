import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import { UpstreamError } from '../../src/core/errors.ts';
import type { LogEvent } from '../../src/core/event.ts';
import { silentLog } from '../../src/core/log.ts';
import type { MetricName } from '../../src/core/metrics.ts';
import { DAY, MINUTE, systemClock } from '../../src/core/time.ts';
import { startHttp } from '../../src/http/server.ts';
import { openIntake } from '../../src/main/intake.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { type SourceSettings, SourcesSettings } from '../../src/sources/index.ts';
import type { Store } from '../../src/store/store.ts';
import { openMemoryStore } from './memory-store.ts';

export const TOKEN = 'a-token-of-the-shop-1';

export interface IntakeWorldOptions {
  store?: Store;
  sources?: object[];
  bytesPerSecond?: number;
  senders?: { name: string; token: string }[];
}

/** An intake as `main` wires it, on a port of its own, over a store that can be taken away. */
export async function intakeWorld(options: IntakeWorldOptions = {}) {
  const clock = systemClock;
  const inner = options.store ?? openMemoryStore({ clock });
  const outage = { isOn: false };
  const store: Store = { ...inner, events: { ...inner.events, append } };
  function append(events: readonly LogEvent[]) {
    if (outage.isOn)
      return Promise.reject(new UpstreamError('STORE_DOWN', 'at db.internal:5432', { retryAfter: 100 }));
    return inner.events.append(events);
  }
  const codes = createCodeBook();
  const enqueued: string[] = [];
  const process = () => ({
    store,
    normalizer: createNormalizer({ codes }),
    codes,
    memory: createCollectMemory(),
    enqueue: async (name: string) => void enqueued.push(name),
    clock,
    log: silentLog,
  });
  const { bytesPerSecond = 1e12, senders = [{ name: 'shop', token: TOKEN }] } = options;
  const settings = {
    intake: { senders, bytesPerSecond },
    sources: SourcesSettings.parse(options.sources ?? []) as SourceSettings[],
  };
  const http = await startHttp({
    host: '127.0.0.1',
    port: 0,
    probes: { ready: async () => {}, metrics: async () => '' },
    log: silentLog,
    intake: openIntake(settings, process()),
  });
  onTestFinished(() => http.close());

  const window = { from: clock.now() - 20 * DAY, to: clock.now() + DAY };
  return {
    url: http.url,
    store,
    outage,
    enqueued,
    post: (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
      fetch(`${http.url}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : new Uint8Array(body),
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      }),
    events: async () => (await store.events.find({ window }, 1_000)).toReversed(),
    count: async () => (await store.events.span({ window }))?.count ?? 0,
    values: async (metric: MetricName) => {
      const labels = await store.series.list({ metric, window });
      const [first = {}] = labels;
      const found = await store.series.read({ metric, window }, MINUTE, Object.keys(first));
      return found.map(({ labels: own, samples }) => ({ ...own, value: samples.at(-1)?.value }));
    },
    metrics: async () => (await fetch(`${http.url}/metrics`)).text(),
  };
}

export function gzip(text: string): { body: Buffer; headers: Record<string, string> } {
  return { body: gzipSync(text), headers: { 'content-encoding': 'gzip' } };
}
