import { z } from 'zod';
import { RejectedError } from '../../../core/errors.ts';
import type { IntakeRequest } from '../../../core/intake.ts';
import { parseDocument } from '../json-document.ts';
import { Resource, Scope } from './shapes.ts';
import { type Texts, textsOf } from './values.ts';
import { fieldsOf, type Message, message } from './wire.ts';

/** What is sent to one of the three addresses: the names of its three levels in JSON, and of a record in protobuf. */
export interface Signal<R> {
  groups: string;
  scopes: string;
  records: string;
  message: Message;
  record: z.ZodType<R>;
  /** How many things there are in a record that is not decoded yet. */
  weigh(raw: unknown): number;
}

/** One record before it is decoded, with who measured it: of what (the resource) and by what (the scope). */
export interface Found {
  resource: Texts;
  scope: string;
  raw: unknown;
}

/** Records of one request, data points for metrics, and of those in one metric. Who sends more gets a 413 before any is decoded. */
const MOST = 100_000;
const MOST_IN_ONE = 4_000;
const RESOURCE = message('Resource');
const SCOPE = message('Scope');
/** In all three requests: groups of a resource (1) with scopes (2), scopes (1) with records (2). */
const FIELD = { groups: 1, head: 1, children: 2 };

export const PROTOBUF = 'application/x-protobuf';
export const JSON_TYPE = 'application/json';

/** The records of a request, to be decoded one by one. Throws a `RejectedError` where its frame is broken or of another kind. */
export async function recordsOf<R>(request: IntakeRequest, signal: Signal<R>): Promise<Iterable<Found>> {
  const { contentType, body } = request;
  if (contentType !== PROTOBUF && contentType !== JSON_TYPE)
    throw new RejectedError('UNSUPPORTED', `OTLP is ${PROTOBUF} or ${JSON_TYPE}`, 'Set the content type.');
  try {
    const records =
      contentType === PROTOBUF ? () => inProtobuf(body) : inJson(await parseDocument(request), signal);
    refuseTooMany(records(), signal);
    return records();
  } catch (error) {
    if (error instanceof RejectedError) throw error;
    const advice = `Send what the OpenTelemetry protocol says: ${signal.groups}.`;
    throw new RejectedError('MALFORMED', 'the body is no OTLP request', advice, { cause: error });
  }
}

/** Throws whatever decoding throws: a record that is broken is no reason to refuse the others. */
export function decode<R>({ raw }: Found, { message: own, record }: Signal<R>): R {
  return record.parse(raw instanceof Uint8Array ? own.decode(raw) : raw);
}

function refuseTooMany<R>(records: Iterable<Found>, { records: name, weigh }: Signal<R>): void {
  let count = 0;
  for (const { raw } of records) {
    const own = weigh(raw);
    count += own;
    if (count > MOST || own > MOST_IN_ONE)
      throw new RejectedError(
        'TOO_LARGE',
        `${name} of more than ${own > MOST_IN_ONE ? MOST_IN_ONE : MOST}`,
        'Send fewer in one request.',
      );
  }
}

function* inProtobuf(body: Uint8Array): Generator<Found> {
  for (const group of fieldsOf(body, FIELD.groups)) {
    const resource = Resource.parse({ attributes: [], ...headOf(group, RESOURCE) });
    const texts = textsOf(resource.attributes);
    for (const scoped of fieldsOf(group, FIELD.children)) {
      const { name } = Scope.parse(headOf(scoped, SCOPE));
      for (const raw of fieldsOf(scoped, FIELD.children)) yield { resource: texts, scope: name, raw };
    }
  }
}

function headOf(bytes: Uint8Array, head: Message): object {
  const [first] = fieldsOf(bytes, FIELD.head);
  return first ? (head.decode(first) as object) : {};
}

function inJson<R>(document: unknown, { groups, scopes, records }: Signal<R>): () => Generator<Found> {
  const list = z.array(z.looseObject({})).default([]);
  const parsed = z.looseObject({ [groups]: list }).parse(document)[groups] as Record<string, unknown>[];
  return function* () {
    for (const group of parsed) {
      const texts = textsOf(Resource.parse(group.resource ?? { attributes: [] }).attributes);
      for (const scoped of list.parse(group[scopes])) {
        const { name } = Scope.parse(scoped.scope ?? {});
        for (const raw of z.array(z.unknown()).default([]).parse(scoped[records]))
          yield { resource: texts, scope: name, raw };
      }
    }
  };
}
