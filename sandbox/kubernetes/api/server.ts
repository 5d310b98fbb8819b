import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../../../src/core/log.ts';
import type { Clock } from '../../../src/core/time.ts';
import type { Mood } from '../hand.ts';
import { KIND_OF, STORED, type Stored } from '../kube-object.ts';
import { type Call, checkAllowed, checkToken } from './access.ts';
import type { Lists } from './list.ts';
import { notFound, type Target, targetOf } from './path.ts';
import { StatusError, statusOf } from './status.ts';
import type { ObjectStore } from './store.ts';
import { answerMetrics, type UsageOf } from './usage.ts';
import type { Watches } from './watch.ts';

export interface Served {
  store: ObjectStore;
  lists: Lists;
  watches: Watches;
  mood: Mood;
  usage: UsageOf;
  token: string;
  clock: Clock;
  log: Log;
}

const VERSION = { major: '1', minor: '34', gitVersion: 'v1.34.1-sandbox', platform: 'linux/amd64' };

/** The API server's HTTP: who is it, may they, is it there, in this order, as the real one asks. */
export function createServer(served: Served): FastifyInstance {
  const { mood, token, clock, log } = served;
  const app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('date', new Date(clock.now() + mood.skew).toUTCString());
    checkToken(request.headers.authorization, token);
    if (!/json|\*\/\*/.test(request.headers.accept ?? '*/*'))
      throw new StatusError(
        406,
        'NotAcceptable',
        'only the following media types are accepted: application/json',
      );
  });
  app.get('/version', async () => VERSION);
  app.get('/*', (request, reply) => answer(request, reply, served));
  app.setNotFoundHandler(async (request) => {
    const { method } = request;
    if (method === 'GET') throw notFound();
    throw new StatusError(405, 'MethodNotAllowed', `the sandbox does not support ${method}: it is only read`);
  });
  app.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof StatusError)) log.error({ error: String(error) }, 'sandbox Kubernetes');
    const status =
      error instanceof StatusError ? error : new StatusError(500, 'InternalError', String(error));
    if (status.retryAfter !== undefined) reply.header('retry-after', String(status.retryAfter));
    return reply.code(status.code).send(statusOf(status));
  });
  return app;
}

async function answer(request: FastifyRequest, reply: FastifyReply, served: Served): Promise<unknown> {
  const { mood, store, lists, watches, usage, clock } = served;
  const query = request.query as Record<string, string>;
  const target = targetOf(request.url.split('?')[0] ?? '');
  const call: Call = { verb: verbOf(target, query), ...target };
  mood.touch(call);
  checkAllowed(call, mood.rules);
  if (target.group !== '')
    return answerMetrics(target, { store, usage, server: mood.metrics, now: clock.now() });
  const resource = storedOf(target);
  if (call.verb === 'list') return lists.list(resource, target.namespace, query);
  if (call.verb === 'get') return oneOf(resource, target, store);
  reply.hijack();
  try {
    watches.open(resource, target.namespace, query, reply.raw);
  } catch (error) {
    refuse(error, reply);
  }
  return reply;
}

function verbOf({ name }: Target, { watch = 'false' }: Record<string, string>): Call['verb'] {
  if (name) return 'get';
  return ['true', '1'].includes(watch) ? 'watch' : 'list';
}

function storedOf({ resource, namespace }: Target): Stored {
  const stored = STORED.find((one) => one === resource);
  const isClusterWide = stored === 'nodes' || stored === 'namespaces';
  if (!stored || (namespace && isClusterWide)) throw notFound();
  return stored;
}

function oneOf(resource: Stored, { name = '', namespace }: Target, store: ObjectStore): object {
  const found = store.get(resource, name, namespace);
  if (!found) throw new StatusError(404, 'NotFound', `${resource} "${name}" not found`);
  return { kind: KIND_OF[resource], apiVersion: 'v1', ...found };
}

/** The reply is ours already: Fastify's error handler does not come to it any more. */
function refuse(error: unknown, { raw }: FastifyReply): void {
  const status = error instanceof StatusError ? error : new StatusError(500, 'InternalError', String(error));
  raw.writeHead(status.code, { 'content-type': 'application/json' });
  raw.end(JSON.stringify(statusOf(status)));
}
