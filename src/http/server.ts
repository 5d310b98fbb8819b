import { fastify } from 'fastify';
import type { Log } from '../core/log.ts';
import { SECOND } from '../core/time.ts';
import { addIntake, type IntakeOptions } from './intake/routes.ts';

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

/** Nobody's request takes longer to come in. */
const LONGEST_REQUEST = 180 * SECOND;

/** Serves `/healthz` (the process lives), `/readyz` (it can work), `/metrics`, and the intake where there is one. Throws if the port is taken. */
export async function startHttp(options: {
  host: string;
  port: number;
  probes: Probes;
  log: Log;
  /** What is sent to us is taken here. */
  intake?: IntakeOptions;
}): Promise<HttpServer> {
  const { host, port, probes, log } = options;
  const server = fastify({ logger: false, forceCloseConnections: true, requestTimeout: LONGEST_REQUEST });
  const intake = options.intake && (await addIntake(server, options.intake));
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
    return (await probes.metrics()) + ((await intake?.text()) ?? '');
  });
  const url = await server.listen({ host, port });
  return { url, close: () => server.close() };
}
