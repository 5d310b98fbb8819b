import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Fastify, { type FastifyRequest } from 'fastify';
import type { Log } from '../../src/core/log.ts';
import { type Clock, DAY } from '../../src/core/time.ts';
import { AwsError } from './aws-error.ts';
import { openCatalog } from './catalog.ts';
import { createHand, type Hand } from './hand.ts';
import { createLiveTails, EVENT_STREAM, type LiveTails } from './live-tails.ts';
import type { World } from './operation.ts';
import { OPERATIONS } from './operations/index.ts';
import { TOKEN_LIFETIME } from './page-token.ts';
import { createRate } from './rate.ts';
import { openSegments } from './segments.ts';
import { type Credentials, checkSignature } from './signature.ts';
import { expiry } from './visible.ts';

export interface CloudWatchOptions {
  /** A free one if not given. */
  port?: number;
  /** Where groups and events are kept; a second start on it has the same history. */
  folder: string;
  clock: Clock;
  log: Log;
  random?: () => number;
  /** Whether calls over AWS's rates are refused; they are if not said otherwise. */
  throttle?: boolean;
  /** Milliseconds until an event that was put can be read; 0 if not given. */
  ingestionDelay?: number;
  /** Milliseconds that a page token lives; 24 hours if not given. */
  tokenLifetime?: number;
}

/** A running CloudWatch Logs, and what a client needs to talk to it. */
export interface CloudWatch extends Credentials {
  url: string;
  hand: Hand;
  tails: Pick<LiveTails, 'end'>;
  stop(): Promise<void>;
}

const KEYS = {
  region: 'eu-west-1',
  accessKeyId: 'AKIASYSMONSANDBOX000',
  secretAccessKey: 'sandbox/secret/of/the/local/cloudwatch00',
};
const ACCOUNT = '000000000000';
const MOST_BYTES = 16 * 1024 * 1024;
const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** Starts a local CloudWatch Logs: the JSON 1.1 protocol that AWS's SDKs and command line speak, signatures and limits included. */
export async function startCloudWatch(options: CloudWatchOptions): Promise<CloudWatch> {
  const { port = 0, folder, clock, log } = options;
  const world = await openWorld(options);
  await dropExpired(world);
  const hand = createHand();
  const take = options.throttle === false ? () => {} : createRate(clock);

  async function answer(request: FastifyRequest): Promise<object> {
    const name = String(request.headers['x-amz-target']).replace(/^Logs_20140328\./, '');
    const run = OPERATIONS.get(name);
    if (!run) throw new AwsError('UnknownOperationException', `${name} is not an operation of this sandbox`);
    await checkSignature(signedRequest(request), KEYS, clock);
    await hand.touch(name);
    take(name);
    return run(parseBody(bodyOf(request)), world);
  }

  const app = Fastify({ bodyLimit: MOST_BYTES, forceCloseConnections: true });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-amzn-requestid', randomUUID()).type(CONTENT_TYPE);
  });
  app.post('/', async (request, reply) => {
    const answered = await answer(request);
    if (answered instanceof Readable) return reply.type(EVENT_STREAM).send(answered);
    return reply.send(JSON.stringify(answered));
  });
  app.setErrorHandler((error, _request, reply) => {
    const refusal = asAwsError(error);
    if (refusal.status >= 500) log.error({ error: String(error) }, 'sandbox CloudWatch');
    const body = JSON.stringify({ __type: refusal.type, message: refusal.message });
    return reply.code(refusal.status).header('x-amzn-errortype', refusal.type).send(body);
  });
  const url = await app.listen({ port, host: '127.0.0.1' });
  log.info({ url, folder }, 'sandbox CloudWatch Logs listens');
  return { url, ...KEYS, hand, tails: world.tails, stop: () => app.close() };
}

async function openWorld(options: CloudWatchOptions): Promise<World> {
  const { folder, clock, random = Math.random, ingestionDelay = 0, tokenLifetime = TOKEN_LIFETIME } = options;
  const catalog = await openCatalog(join(folder, 'groups.jsonl'), clock);
  const segments = openSegments(join(folder, 'events'));
  return {
    catalog,
    segments,
    tails: createLiveTails(),
    clock,
    random,
    region: KEYS.region,
    account: ACCOUNT,
    ingestionDelay,
    tokenLifetime,
  };
}

/** The day before the expiry stays: `visible.ts` hides its events one by one. */
async function dropExpired(world: World): Promise<void> {
  for (const group of world.catalog.groups())
    await world.segments.drop(group.name, expiry(group, world) - DAY);
}

function bodyOf({ body }: FastifyRequest): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function signedRequest(request: FastifyRequest) {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return { method: request.method, path: request.url, headers, body: bodyOf(request) };
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON');
  }
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof Error && 'statusCode' in error && error.statusCode === 413)
    return new AwsError(
      'RequestEntityTooLargeException',
      `The request is larger than ${MOST_BYTES} bytes`,
      413,
    );
  return new AwsError(
    'InternalFailure',
    'The request processing has failed because of an unknown error.',
    500,
  );
}
