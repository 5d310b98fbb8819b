import type { FastifyInstance } from 'fastify';
import type { SlackContext } from '../context.ts';
import { SlackError } from '../slack-error.ts';
import { Reply, respond } from './respond.ts';

/** `response_url`s: no token, the address itself is the secret. */
export function responseRoutes(server: FastifyInstance, context: SlackContext): void {
  server.post<{ Params: { key: string } }>('/response/:key', async (request, reply) => {
    const parsed = Reply.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ ok: false, error: 'invalid_payload' });
    try {
      await respond(context, context.responseUrls.use(request.params.key), parsed.data);
      return { ok: true };
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const gone = ['used_url', 'expired_url'].includes(error.code);
      return reply.code(gone ? 404 : 400).send({ ok: false, error: error.code, ...error.details });
    }
  });
}
