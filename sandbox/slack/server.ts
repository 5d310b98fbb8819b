import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actRoutes } from './act/routes.ts';
import type { SlackContext } from './context.ts';
import { eventsOf } from './delivery/message-events.ts';
import { type Change, channelIn } from './feed.ts';
import { fileRoutes } from './files/routes.ts';
import { guard } from './guard.ts';
import { responseRoutes } from './interactions/response-routes.ts';
import type { SlackOptions } from './options.ts';
import { assetRoutes } from './page-server/assets.ts';
import { pageRoutes } from './page-server/routes.ts';
import { webApiRoutes } from './web-api/routes.ts';

const Ticket = z.object({ ticket: z.string().default('') }).catch({ ticket: '' });

/** Opens the one HTTP server for everything, on this machine alone. */
export async function listen(
  context: SlackContext,
  { port = 0 }: SlackOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = fastify({ forceCloseConnections: true });
  await server.register(formbody);
  await server.register(multipart);
  await server.register(websocket);
  guard(server);
  failures(server, context);
  socketRoute(server, context);
  webApiRoutes(server, context);
  responseRoutes(server, context);
  fileRoutes(server, context);
  actRoutes(server, context);
  pageRoutes(server, context);
  assetRoutes(server);
  const endEvents = context.feed.listen((change) => sendEvents(context, change));
  const url = await server.listen({ host: '127.0.0.1', port });
  context.origin = () => url;
  return {
    url,
    stop: async () => {
      endEvents();
      context.events.stop();
      await context.sockets.close();
      await server.close();
    },
  };
}

function socketRoute(server: FastifyInstance, { sockets }: SlackContext): void {
  server.get('/socket', { websocket: true }, (socket, request) => {
    const { ticket } = Ticket.parse(request.query);
    if (sockets.redeemTicket(ticket)) sockets.attach(socket);
    else socket.close(1008, 'invalid ticket');
  });
}

/** The Events API listens to the same feed as the page. */
function sendEvents({ workspace, manifest, events }: SlackContext, change: Change): void {
  const channel = workspace.channel(channelIn(change.event) ?? '');
  const subscribed = manifest.settings.event_subscriptions.bot_events;
  if (change.to === undefined)
    for (const payload of eventsOf(change, channel, subscribed)) events.send(payload);
}

function failures(server: FastifyInstance, { log }: SlackContext): void {
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error: error.message, url: request.url }, 'the sandbox Slack failed');
    return reply.code(status).send({
      ok: false,
      error: status >= 500 ? 'internal_error' : 'invalid_request',
      messages: [error.message],
    });
  });
}
