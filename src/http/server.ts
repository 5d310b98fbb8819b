import { fastify } from 'fastify';
import type { Log } from '../core/log.ts';

/** What machines ask a running sysmon. */
export interface Probes {
  /** Rejects while sysmon can't do its work: `/readyz` answers 503 with the reason. */
  ready(): Promise<void>;
  /** Prometheus text format. */
  metrics(): Promise<string>;
}

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** Serves `/healthz` (the process lives), `/readyz` (it can work) and `/metrics`. Throws if the port is taken. */
export async function startHttp(options: {
  host: string;
  port: number;
  probes: Probes;
  log: Log;
}): Promise<HttpServer> {
  const { host, port, probes, log } = options;
  const server = fastify({ logger: false, forceCloseConnections: true });
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    try {
      await probes.ready();
      return { status: 'ok' };
    } catch (error) {
      log.warn({ error: String(error) }, 'not ready');
      return reply
        .status(503)
        .send({ status: 'unavailable', reason: error instanceof Error ? error.message : 'unknown' });
    }
  });
  server.get('/metrics', async (_request, reply) => {
    reply.type('text/plain; version=0.0.4; charset=utf-8');
    return probes.metrics();
  });
  const url = await server.listen({ host, port });
  return { url, close: () => server.close() };
}
