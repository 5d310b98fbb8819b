import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Log } from '../../src/core/log.ts';
import { type Clock, DAY, HOUR, type Instant } from '../../src/core/time.ts';
import { ApiError } from './api-error.ts';
import { createTroubles, type Hand } from './hand.ts';
import { createLogs, type Logs } from './logs.ts';
import { FLEETS, type FleetPlan } from './plan.ts';
import { questionIn } from './query.ts';
import { createRate } from './rate.ts';
import { createStreams, type Streams } from './streams.ts';
import { createWorld, type SandboxDevice, type World } from './world.ts';

export interface BalenaOptions {
  /** A free one if not given. */
  port?: number;
  /** Where it is kept when the story began. */
  folder: string;
  clock: Clock;
  log: Log;
  fleets?: readonly FleetPlan[];
  /** 429 above it. */
  callsPerSecond?: number;
}

/** A running balena API, and what a client needs to talk to it. */
export interface Balena {
  apiUrl: string;
  token: string;
  hand: Hand;
  stop(): Promise<void>;
}

const Resource = z.enum(['application', 'device']);
const TOKEN = 'sandbox-balena-token-0000000000000000';
const CALLS_PER_SECOND = 20;
const NDJSON = 'application/x-ndjson';

/** Starts a local balena API: what the SDK calls of Pine (OData, v7) and of device logs, tokens and limits included. */
export async function startBalena(options: BalenaOptions): Promise<Balena> {
  const { port = 0, folder, clock, log, fleets = FLEETS, callsPerSecond = CALLS_PER_SECOND } = options;
  const world = createWorld(fleets, await storyBegin(folder, clock), clock);
  const logs = createLogs();
  const streams = createStreams(clock);
  const troubles = createTroubles();
  const take = createRate(clock, callsPerSecond);
  let isRevoked = false;

  const app = Fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
  app.addHook('onRequest', async ({ headers }) => {
    take();
    if (isRevoked || headers.authorization !== `Bearer ${TOKEN}`) throw new ApiError(401, 'Unauthorized');
  });
  app.setErrorHandler((error, _request, reply) => {
    const { status, message, retryAfter } = asApiError(error);
    if (status >= 500) log.warn({ error: String(error) }, 'sandbox balena');
    if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
    return reply.code(status).type('text/plain').send(message);
  });
  serve(app, { world, logs, streams, clock, touch: troubles.touch });
  const apiUrl = `${await app.listen({ port, host: '127.0.0.1' })}/`;
  log.info({ apiUrl }, 'sandbox balena listens');
  const revokeToken = (revoked: boolean) => {
    isRevoked = revoked;
  };
  const hand = { ...handOf(world, logs, streams, clock), ...troubles, revokeToken };
  const stop = async () => {
    streams.drop('break');
    await app.close();
  };
  return { apiUrl, token: TOKEN, hand, stop };
}

interface Parts {
  world: World;
  logs: Logs;
  streams: Streams;
  clock: Clock;
  touch: ReturnType<typeof createTroubles>['touch'];
}

function serve(app: FastifyInstance, { world, logs, streams, clock, touch }: Parts): void {
  const rows = { application: world.applications, device: world.devices };
  app.get('/v7/*', async (request, reply) => {
    const question = questionIn(request.url.replace('/v7', ''));
    const kind = Resource.parse(question.resource);
    touch(kind);
    return sendJson(request, reply, { d: question.of(rows[kind]()) });
  });
  app.get<{ Params: { uuid: string }; Querystring: Record<string, string> }>(
    '/device/v2/:uuid/logs',
    async (request, reply) => {
      const { stream, count = '1000', start } = request.query;
      touch(stream === '1' ? 'stream' : 'logs');
      const device = deviceOf(world, request.params.uuid);
      if (stream === '1') {
        if (isGzip(request)) reply.header('Content-Encoding', 'gzip');
        return reply.type(NDJSON).send(streams.open(device, isGzip(request)));
      }
      const now = clock.now();
      const from = Math.max(startOf(start, now), now - 30 * DAY);
      const lines = logs.read(device, from, now);
      return sendJson(request, reply, count === 'all' ? lines : lines.slice(-Number(count)));
    },
  );
}

/** Milliseconds or ISO 8601; an hour back if not given. */
function startOf(start: string | undefined, now: Instant): Instant {
  const at = Number(start ?? Number.NaN) || Date.parse(start ?? '');
  return Number.isNaN(at) ? now - HOUR : at;
}

function deviceOf(world: World, uuid: string): SandboxDevice {
  const device = world.find(uuid);
  if (!device) throw new ApiError(404, `No device with uuid ${uuid}`);
  return device;
}

function isGzip({ headers }: FastifyRequest): boolean {
  return /\bgzip\b/.test(String(headers['accept-encoding']));
}

function sendJson(request: FastifyRequest, reply: FastifyReply, body: unknown): FastifyReply {
  const text = JSON.stringify(body);
  reply.type('application/json; charset=utf-8');
  return isGzip(request) ? reply.header('Content-Encoding', 'gzip').send(gzipSync(text)) : reply.send(text);
}

function handOf(world: World, logs: Logs, streams: Streams, clock: Clock) {
  return {
    set: (uuid: string, fields: object) => Object.assign(deviceOf(world, uuid).set, fields),
    remove: world.remove,
    say: (uuid, message, more = {}) => {
      const now = clock.now();
      const line = { message, timestamp: now, createdAt: now, isSystem: false, isStdErr: false, ...more };
      logs.add(uuid, line);
      streams.push(uuid, line);
    },
    dropStreams: streams.drop,
    streams: streams.count,
    devices: world.devices,
  } satisfies Partial<Hand>;
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof z.ZodError) return new ApiError(400, z.prettifyError(error));
  return new ApiError(500, error instanceof Error ? error.message : String(error));
}

/** The story goes on over a restart. */
async function storyBegin(folder: string, clock: Clock): Promise<Instant> {
  const file = join(folder, 'story.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return Number(JSON.parse(kept).bornAt);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify({ bornAt: clock.now() })}\n`);
  return clock.now();
}
