import { RejectedError, UpstreamError } from '../src/core/errors.ts';
import { isRefusal, type Refusal, refusal } from '../src/core/refusal.ts';
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
  await context.audit.record({ ...entry, result }).catch((error) => {
    context.log.error({ error: String(error), what: handler.id }, 'the audit could not be written');
  });
  return outcome;
}

async function attempt<T>(
  { id, role }: Attendance<T>['handler'],
  person: SlackPerson,
  run: Attendance<T>['run'],
  { roles, log }: HandlerContext,
): Promise<{ outcome: T | Refusal; failure?: string }> {
  try {
    if (!(await roles.may(person.id, role)))
      return { outcome: refusal(`you need the role "${role}" for this; ask an admin of sysmon`) };
    return { outcome: await run(person) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log.error({ error: message, what: id, who: person.id }, 'a handler failed');
    return { outcome: refusal(wordsFor(error)), failure: `failed: ${message}` };
  }
}

/** What a person is told; the log has the rest. */
function wordsFor(error: unknown): string {
  if (error instanceof RejectedError) return `${sentence(error)} ${error.advice}`;
  if (error instanceof UpstreamError) return `${sentence(error)} Try again in a moment.`;
  return 'something went wrong inside sysmon. It is in the log; try again.';
}

function sentence({ message }: Error): string {
  return message.endsWith('.') ? message : `${message}.`;
}
