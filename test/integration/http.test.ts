import { afterEach, describe, expect, test } from 'vitest';
import { UpstreamError } from '../../src/core/errors.ts';
import { silentLog } from '../../src/core/log.ts';
import { asPrometheus, type Measurements } from '../../src/http/metrics.ts';
import { type HttpServer, type Probes, startHttp } from '../../src/http/server.ts';

let server: HttpServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const MEASURED: Measurements = {
  sources: [{ source: 'logs/"a"\n/b', lagSeconds: 2.5, events: 7, failing: true }],
  jobs: [{ job: 'collect', ok: true, durationSeconds: 0.2, lastEndSeconds: 1_795_000_000 }],
  queues: [{ lane: 'deliver', waiting: 3, failed: 1 }],
  alerts: [{ state: 'firing', count: 2 }],
  deadLetters: 2,
  slackConnected: true,
};

async function serve(probes: Partial<Probes>): Promise<string> {
  const all = { ready: async () => {}, metrics: () => asPrometheus(MEASURED), ...probes };
  server = await startHttp({ host: '127.0.0.1', port: 0, probes: all, log: silentLog });
  return server.url;
}

describe('what machines ask', () => {
  test('a process that lives says so, even while it cannot work', async () => {
    const url = await serve({ ready: () => Promise.reject(new UpstreamError('STORE', 'the store is down')) });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'unavailable', reason: 'the store is down' });
  });

  test('metrics are in Prometheus text, with hostile names escaped', async () => {
    const url = await serve({});
    const reply = await fetch(`${url}/metrics`);
    expect(reply.headers.get('content-type')).toContain('version=0.0.4');
    const lines = (await reply.text()).split('\n');
    expect(lines).toContain('sysmon_source_lag_seconds{source="logs/\\"a\\"\\n/b"} 2.5');
    expect(lines).toContain('sysmon_source_failing{source="logs/\\"a\\"\\n/b"} 1');
    expect(lines).toContain('sysmon_queue_waiting{lane="deliver"} 3');
    expect(lines).toContain('sysmon_alerts{state="firing"} 2');
    expect(lines).toContain('sysmon_slack_connected 1');
  });

  test('a port in use is refused with its number', async () => {
    const url = await serve({});
    const port = Number(new URL(url).port);
    const again = startHttp({
      host: '127.0.0.1',
      port,
      probes: { ready: async () => {}, metrics: async () => '' },
      log: silentLog,
    });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  });
});
