import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { User } from '../act/requests.ts';
import type { SlackContext } from '../context.ts';
import { PEOPLE } from '../world.ts';
import { pageState } from './state.ts';
import { streamTo } from './stream.ts';

const [YOU] = PEOPLE;
const Who = z.object({ user: User.default(YOU.id) });

/** What one person sees: all of it, then every change. */
export function pageRoutes(server: FastifyInstance, context: SlackContext): void {
  const streams = new Set<ServerResponse>();
  server.get('/page/state', async (request, reply) => {
    const user = userOf(request);
    return user === undefined ? reply.code(400).send(NOBODY) : pageState(context, user);
  });
  server.get('/page/stream', (request, reply) => {
    const user = userOf(request);
    if (user === undefined) return reply.code(400).send(NOBODY);
    reply.hijack();
    streams.add(reply.raw);
    reply.raw.on('close', () => streams.delete(reply.raw));
    streamTo(reply.raw, context, user);
  });
  server.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
}

const NOBODY = { ok: false, error: 'user_not_found' };

function userOf({ query }: FastifyRequest): string | undefined {
  return Who.safeParse(query).data?.user;
}
