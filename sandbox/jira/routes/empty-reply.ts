import type { FastifyReply } from 'fastify';

/** Nothing, called JSON all the same: that is how Jira answers where it has nothing to say. */
export function emptyReply(reply: FastifyReply): FastifyReply {
  return reply.code(204).type('application/json').send();
}
