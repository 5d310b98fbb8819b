import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Log } from '../../src/core/log.ts';
import { type Clock, SECOND } from '../../src/core/time.ts';
import { ApiError } from './api-error.ts';
import type { Mood } from './hand.ts';
import type { Host, SandboxContainer } from './host.ts';
import type { Streams } from './streams.ts';
import { type Filling, statsOf } from './usage.ts';
import { API, infoView, inspectView, listView, versionView } from './views.ts';

export interface Served {
  host: Host;
  streams: Streams;
  mood: Mood;
  filling: Filling;
  clock: Clock;
  log: Log;
}

type Query = Record<string, string>;

const VERSION = /^\/v(\d+)\.(\d+)(?=\/)/;
const TRUE = ['1', 'true', 'True', 'TRUE'];

/** The daemon's HTTP: what reads containers of the Engine API, with a version before the path or without. */
export function createServer(served: Served): FastifyInstance {
  const { mood, log } = served;
  const app = Fastify({
    forceCloseConnections: true,
    rewriteUrl: ({ url = '/' }) => url.replace(VERSION, ''),
  });
  app.addHook('onRequest', async (request, reply) => {
    checkVersion(request.originalUrl);
    reply.header('api-version', API.newest);
    mood.touch(request.url);
  });
  app.addHook('preSerialization', async ({ url }, _reply, payload) => {
    const lie = mood.lieFor(url);
    return lie ? lie.answer : payload;
  });
  route(app, served);
  app.setNotFoundHandler(async ({ method, url }) => {
    if (method === 'GET') throw new ApiError(404, 'page not found');
    throw new ApiError(405, `the sandbox does not support ${method} ${url}: it is only read`);
  });
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof ApiError ? error.status : 500;
    if (status >= 500) log.warn({ error: String(error) }, 'sandbox Docker');
    return reply.code(status).send({ message: error instanceof Error ? error.message : String(error) });
  });
  return app;
}

function route(app: FastifyInstance, { host, streams, filling, clock }: Served): void {
  const containerIn = ({ params }: FastifyRequest) => found(host, (params as { id: string }).id);
  app.get('/_ping', async () => 'OK');
  app.get('/version', async () => versionView());
  app.get('/info', async () => infoView(host.all(), clock.now()));
  app.get('/containers/json', async ({ query }) => {
    const { all = 'false', filters } = query as Query;
    if (filters) throw new ApiError(501, 'the sandbox knows no filters of containers');
    return host
      .all()
      .filter(({ status }) => TRUE.includes(all) || status !== 'exited')
      .map(listView);
  });
  app.get('/containers/:id/json', async (request) => inspectView(containerIn(request)));
  app.get('/containers/:id/stats', async (request) => {
    const { stream = 'true', 'one-shot': isOneShot = 'false' } = request.query as Query;
    if (TRUE.includes(stream)) throw new ApiError(501, 'the sandbox streams no stats: stream=false');
    const now = clock.now();
    return statsOf(containerIn(request), filling, now, TRUE.includes(isOneShot) ? undefined : now - SECOND);
  });
  app.get('/events', (request, reply) => {
    reply.hijack();
    try {
      streams.open(request.query, reply.raw);
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 500;
      reply.raw.writeHead(status, { 'content-type': 'application/json' });
      reply.raw.end(JSON.stringify({ message: String(error) }));
    }
  });
}

function found(host: Host, id: string): SandboxContainer {
  const container = host.find(id);
  if (!container) throw new ApiError(404, `No such container: ${id}`);
  return container;
}

function checkVersion(url: string): void {
  const [, major, minor] = VERSION.exec(url) ?? [];
  if (!major || !minor) return;
  const version = `${major}.${minor}`;
  const number = Number(major) * 1_000 + Number(minor);
  if (number > 1_047)
    throw new ApiError(
      400,
      `client version ${version} is too new. Maximum supported API version is ${API.newest}`,
    );
  if (number < 1_024)
    throw new ApiError(
      400,
      `client version ${version} is too old. Minimum supported API version is ${API.oldest}, please upgrade your client to a newer version`,
    );
}
