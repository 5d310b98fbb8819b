import { setTimeout as sleep } from 'node:timers/promises';
import { RejectedError, UpstreamError } from '../src/core/errors.ts';
import { isRefusal, type Refusal, refusal } from '../src/core/refusal.ts';
import { SECOND } from '../src/core/time.ts';
import { within } from '../src/core/within.ts';
import type { SlackPerson } from '../src/slack/people.ts';
import { plain } from '../src/slack/text.ts';
import type { Handler, HandlerContext } from './handler.ts';

export interface Attendance<T> {
  handler: Pick<Handler, 'id' | 'role'>;
  personId: string;
  /** What it is about, for the audit. */
  target: string;
  run(person: SlackPerson): Promise<T>;
}

/** A person is answered within three seconds: after so many milliseconds of work the store is asked whether it is there at all. */
const PATIENCE = 1.2 * SECOND;
const TO_ANSWER = 0.8 * SECOND;
/** The record is not worth a late answer. */
const TO_RECORD = 0.3 * SECOND;

/** The one place for what all handlers share: who may, what to say when it fails, and the record of it. */
export async function attend<T>(
  { handler, personId, target, run }: Attendance<T>,
  context: HandlerContext,
): Promise<T | Refusal> {
  const person = await context.people.get(personId);
  const { outcome, failure } = await attempt(handler, person, run, context);
  const result = failure ?? (isRefusal(outcome) ? `refused: ${outcome.refused}` : 'done');
  const entry = {
    who: { id: person.id, name: person.name },
    what: handler.id,
    target: plain(target, 500),
    at: context.clock.now(),
  };
  await record({ ...entry, result }, context);
  return outcome;
}

async function record(
  entry: Parameters<HandlerContext['audit']['record']>[0],
  { audit, log }: HandlerContext,
): Promise<void> {
  const recorded = audit.record(entry).catch((error) => {
    log.error({ error: String(error), ...entry }, 'the audit could not be written');
  });
  await within(TO_RECORD, recorded, () => new Error('the store is slow')).catch(() => {});
}

async function attempt<T>(
  { id, role }: Attendance<T>['handler'],
  person: SlackPerson,
  run: Attendance<T>['run'],
  { roles, log, store }: HandlerContext,
): Promise<{ outcome: T | Refusal; failure?: string }> {
  try {
    if (!(await roles.may(person.id, role)))
      return { outcome: refusal(`you need the role "${role}" for this; ask an admin of sysmon`) };
    return { outcome: await whileStoreAnswers(run(person), store) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error({ error: message, what: id, who: person.id }, 'a handler failed');
    return { outcome: refusal(wordsFor(error)), failure: `failed: ${message}` };
  }
}

/** Waits for work as long as it takes, but not for a store that accepts and never answers. What was asked of that may still be done later. */
async function whileStoreAnswers<T>(work: Promise<T>, store: HandlerContext['store']): Promise<T> {
  const over = new AbortController();
  const watching = watch(store, over.signal);
  watching.catch(() => {});
  try {
    return await Promise.race([work, watching]);
  } finally {
    over.abort();
  }
}

/** Rejects once the store does not answer. */
async function watch(store: HandlerContext['store'], over: AbortSignal): Promise<never> {
  for (;;) {
    await sleep(PATIENCE, undefined, { signal: over });
    await within(
      TO_ANSWER,
      store.ping(),
      () => new UpstreamError('STORE_SILENT', 'The store does not answer'),
    );
  }
}

/** What a person is told; the log has the rest. */
function wordsFor(error: unknown): string {
  if (error instanceof UpstreamError && error.code.startsWith('STORE_')) return storeIsAway(error);
  if (error instanceof RejectedError) return `${sentence(error)} ${error.advice}`;
  if (error instanceof UpstreamError) return `${sentence(error)} Try again in a moment.`;
  return 'something went wrong inside sysmon. It is in the log; try again.';
}

function storeIsAway(error: UpstreamError): string {
  return `I can't reach my store just now. ${sentence(error)} What is logged meanwhile is read once it is back. Try again in a moment.`;
}

function sentence({ message }: Error): string {
  return message.endsWith('.') ? message : `${message}.`;
}
