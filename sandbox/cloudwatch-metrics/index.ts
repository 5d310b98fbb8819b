import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyRequest } from 'fastify';
import type { Log } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import { AwsError } from '../cloudwatch/aws-error.ts';
import { type Credentials, checkSignature } from '../cloudwatch/signature.ts';
import { getMetricData } from './get-metric-data.ts';
import { createHand, type Hand } from './hand.ts';
import { listMetrics } from './list-metrics.ts';
import { createAccount, type Measured } from './measured.ts';
import type { Operation } from './operation.ts';
import { SHOP } from './shop.ts';

export interface CloudWatchMetricsOptions {
  clock: Clock;
  log: Log;
  /** A free one if not given. */
  port?: number;
  /** What there is to measure; the shop's if not given. */
  metrics?: readonly Measured[];
}

/** A running CloudWatch, and what a client needs to talk to it. */
export interface CloudWatchMetrics extends Credentials {
  url: string;
  hand: Hand;
  stop(): Promise<void>;
}

const KEYS = {
  region: 'eu-west-1',
  accessKeyId: 'AKIASYSMONSANDBOX000',
  secretAccessKey: 'sandbox/secret/of/the/local/cloudwatch00',
};
const TARGET = /^GraniteServiceVersion20100801\./;
const CONTENT_TYPE = 'application/x-amz-json-1.0';
const OPERATIONS = new Map<string, Operation>([
  ['ListMetrics', listMetrics],
  ['GetMetricData', getMetricData],
]);

/** Starts a local CloudWatch: the JSON 1.0 protocol of AWS's SDKs, with signatures and limits, for what reads metrics. */
export async function startCloudWatchMetrics(options: CloudWatchMetricsOptions): Promise<CloudWatchMetrics> {
  const { port = 0, clock, log, metrics = SHOP } = options;
  const account = createAccount(metrics);
  const { hand, touch, statusOf, lieOf } = createHand(account);

  async function answer(request: FastifyRequest): Promise<unknown> {
    const name = String(request.headers['x-amz-target']).replace(TARGET, '');
    const run = OPERATIONS.get(name);
    if (!run) throw new AwsError('InvalidAction', `${name} is not an operation of this sandbox`);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    await checkSignature(signedRequest(request, body), KEYS, clock, 'monitoring');
    await touch(name);
    const lie = lieOf(name);
    return lie ? lie.answer : run(JSON.parse(body.toString() || '{}'), { account, clock, statusOf });
  }

  const app = Fastify({ forceCloseConnections: true });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('x-amzn-requestid', randomUUID()).type(CONTENT_TYPE);
  });
  app.post('/', async (request, reply) => reply.send(JSON.stringify(await answer(request))));
  app.setErrorHandler((error, _request, reply) => {
    const { type, message, status } =
      error instanceof AwsError ? error : new AwsError('InternalFailure', 'An unknown error', 500);
    if (status >= 500) log.error({ error: String(error) }, 'sandbox CloudWatch metrics');
    const body = JSON.stringify({ __type: `com.amazonaws.cloudwatch#${type}`, message });
    return reply.code(status).header('x-amzn-query-error', `${type};Sender`).send(body);
  });
  const url = await app.listen({ port, host: '127.0.0.1' });
  log.info({ url }, 'sandbox CloudWatch metrics listens');
  return { url, ...KEYS, hand, stop: () => app.close() };
}

function signedRequest({ method, url: path, headers }: FastifyRequest, body: Buffer) {
  const said = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { method, path, headers: Object.fromEntries(said), body };
}
