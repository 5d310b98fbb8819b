import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type {
  IntakeHead,
  IntakeOutcome,
  IntakePiece,
  IntakeProtocol,
  IntakeReply,
} from '../../core/intake.ts';
import type { Log } from '../../core/log.ts';
import { type Clock, SECOND } from '../../core/time.ts';
import { gunzip, limitInflated, readBody } from './body.ts';
import { createCounts, type IntakeCounts } from './counts.ts';
import { createFlight, type Flight, type Hold } from './flight.ts';
import { problemOf } from './problems.ts';
import { createRate, type Rate } from './rate.ts';
import { createSenders, type Sender } from './senders.ts';

/** Keeps the pieces of one request; what was taken is stored for good only after `end`. */
export interface Keeping {
  take(piece: IntakePiece): Promise<void>;
  end(): Promise<void>;
}

export interface IntakeOptions {
  protocols: readonly IntakeProtocol[];
  senders: readonly Sender[];
  /** For each sender. */
  bytesPerSecond: number;
  keep(): Keeping;
  clock: Clock;
  log: Log;
}

const MEGABYTE = 1_048_576;
const MOST_IN_FLIGHT = 128 * MEGABYTE;
const BURST_SECONDS = 4;
/** A body is in memory as it came, and a second time as the texts that are being stored. */
const COPIES = 2;

interface Desk {
  senderOf: (headers: IntakeHead['headers']) => string;
  rate: Rate;
  flight: Flight;
  counts: IntakeCounts;
  options: IntakeOptions;
}

/** Adds the addresses of all protocols. What a request holds is stored before it is answered with 200. */
export async function addIntake(server: FastifyInstance, options: IntakeOptions): Promise<IntakeCounts> {
  const { senders, bytesPerSecond, clock, protocols } = options;
  const flight = createFlight(MOST_IN_FLIGHT);
  const desk: Desk = {
    senderOf: createSenders(senders),
    rate: createRate({ bytesPerSecond, burst: BURST_SECONDS * bytesPerSecond }, clock),
    flight,
    counts: createCounts(flight.bytes),
    options,
  };
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body is read by us, once it is known whose it is.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const protocol of protocols)
      scope.post(protocol.path, (request, reply) => receive(protocol, request, reply, desk));
  });
  return desk.counts;
}

async function receive(
  protocol: IntakeProtocol,
  request: FastifyRequest,
  reply: FastifyReply,
  desk: Desk,
): Promise<FastifyReply> {
  const head = headOf(request, desk.options.clock);
  try {
    const sender = desk.senderOf(head.headers);
    const outcome = await store(protocol, request, { ...head, sender }, desk);
    return send(reply, protocol, 200, protocol.accepted({ ...head, sender }, outcome), desk);
  } catch (error) {
    const problem = problemOf(error);
    const { status, retryAfter } = problem;
    if (status >= 500) desk.options.log.warn({ path: protocol.path, error: String(error) }, 'intake failed');
    // Whatever is left of the body would hold up the connection.
    request.raw.resume();
    if (retryAfter !== undefined) reply.header('retry-after', Math.max(1, Math.ceil(retryAfter / SECOND)));
    return send(reply, protocol, status, protocol.refused(head, problem), desk);
  }
}

async function store(
  protocol: IntakeProtocol,
  { raw }: FastifyRequest,
  head: IntakeHead,
  desk: Desk,
): Promise<IntakeOutcome> {
  const { rate, flight, options } = desk;
  rate.admit(head.sender);
  const hold = flight.open();
  try {
    const take = limitInflated(paid(hold, rate, head.sender));
    const body = await readBody(raw, take);
    const pieces = protocol.read({
      ...head,
      body,
      inflate: (compressed) => gunzip(compressed, take),
      reserve: hold.take,
    });
    return await keepAll(pieces, options.keep(), (piece) =>
      desk.counts.piece(protocol.path, head.sender, piece),
    );
  } finally {
    hold.release();
  }
}

function paid(hold: Hold, rate: Rate, sender: string) {
  return (bytes: number) => {
    hold.take(COPIES * bytes);
    rate.pay(sender, bytes);
  };
}

async function keepAll(
  pieces: AsyncIterable<IntakePiece>,
  keeping: Keeping,
  count: (piece: IntakePiece) => void,
): Promise<IntakeOutcome> {
  const outcome: IntakeOutcome = { stored: 0, refused: 0 };
  for await (const piece of pieces) {
    await keeping.take(piece);
    outcome.stored += piece.events.length;
    outcome.refused += piece.refused;
    outcome.fault ??= piece.fault;
    count(piece);
  }
  await keeping.end();
  return outcome;
}

function headOf({ headers, query }: FastifyRequest, clock: Clock): Omit<IntakeHead, 'sender'> {
  const [contentType = ''] = (headers['content-type'] ?? '').split(';');
  return {
    receivedAt: clock.now(),
    contentType: contentType.trim().toLowerCase(),
    headers: firstOf(headers),
    query: firstOf(query as object),
  };
}

/** What is given twice counts once. */
function firstOf(values: object): Record<string, string> {
  const texts = Object.entries(values).map(([name, value]) => [name, String([value].flat()[0] ?? '')]);
  return Object.fromEntries(texts);
}

function send(
  reply: FastifyReply,
  { path }: IntakeProtocol,
  status: number,
  { contentType, body }: IntakeReply,
  { counts }: Desk,
): FastifyReply {
  counts.request(path, status);
  return reply.status(status).type(contentType).send(body);
}
