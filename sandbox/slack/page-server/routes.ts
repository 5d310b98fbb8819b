import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { UserReference } from '../act/requests.ts';
import type { SlackContext } from '../context.ts';
import { PEOPLE } from '../world.ts';
import { pageState } from './state.ts';
import { streamTo } from './stream.ts';

/** What the browser loads: all of it made at start, nothing from elsewhere. */
export interface PageBundle {
  html: string;
  js: string;
  css: string;
}

const Who = z.object({ user: UserReference.optional() });

export function pageRoutes(
  server: FastifyInstance,
  context: SlackContext,
  bundle: () => Promise<PageBundle>,
): void {
  const streams = new Set<ServerResponse>();
  server.get('/page/state', async (request, reply) => {
    const who = Who.safeParse(request.query);
    if (!who.success) return reply.code(400).send({ ok: false, error: 'user_not_found' });
    return pageState(context, who.data.user ?? PEOPLE[0]?.id ?? '');
  });
  server.get('/page/stream', (request, reply) => {
    const who = Who.safeParse(request.query);
    if (!who.success) return reply.code(400).send({ ok: false, error: 'user_not_found' });
    reply.hijack();
    streams.add(reply.raw);
    reply.raw.on('close', () => streams.delete(reply.raw));
    streamTo(reply.raw, context, who.data.user ?? PEOPLE[0]?.id ?? '');
  });
  server.addHook('preClose', async () => {
    for (const stream of streams) stream.end();
  });
  server.get('/page.js', async (_request, reply) => reply.type('text/javascript').send((await bundle()).js));
  server.get('/page.css', async (_request, reply) => reply.type('text/css').send((await bundle()).css));
  const page = async () => (await bundle()).html;
  server.get('/', async (_request, reply) => reply.type('text/html').send(await page()));
  server.get('/archives/:channel/:message', async (_request, reply) =>
    reply.type('text/html').send(await page()),
  );
}
