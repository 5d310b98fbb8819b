import type { FastifyInstance, FastifyRequest } from 'fastify';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Only this machine, and no page of another site in its browser (DNS rebinding, cross-site posts), gets an answer. */
export function guard(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isLocal(request)) return reply.code(403).send({ ok: false, error: 'foreign_origin' });
  });
}

function isLocal({ headers: { host = '', origin } }: FastifyRequest): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  if (!LOOPBACK.has(name)) return false;
  return origin === undefined || origin === `http://${host}`;
}
