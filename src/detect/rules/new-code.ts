import { z } from 'zod';
import type { Sample } from '../../core/series.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../core/time.ts';
import type { Detector, Subject } from '../detector.ts';
import { severityOf } from '../severity.ts';
import { dayWords } from '../words.ts';

export const NewCodeOptions = z.object({
  rule: z.string(),
  /** Data of the service that must be known before a code can be new. */
  learningMinutes: z
    .number()
    .int()
    .nonnegative()
    .default(DAY / MINUTE),
});
export type NewCodeOptions = z.input<typeof NewCodeOptions>;

export const NewCodeState = z.object({
  /** When the service was first heard, at any level. */
  since: z.number().optional(),
  /** Codes by when they came; 0 for those of the learning period. */
  codes: z.record(z.string(), z.number()),
});
export type NewCodeState = z.infer<typeof NewCodeState>;

/** So long a code is new: its alert is kept alive while it comes. */
const NEW_FOR = HOUR;
/** A service with more kinds of error than this has no codes, it has a parsing problem: nothing is new there any more. */
const MOST_CODES = 5_000;

/**
 * An error code that the service has never written. Fed with `log.codes` of the error levels, and with `log.events` of any level, which tell
 * how long the service is known. A bucket seen again changes nothing, so late events may be fed at any time.
 */
export function newCode(input: NewCodeOptions): Detector<NewCodeState> {
  const { rule, learningMinutes } = NewCodeOptions.parse(input);
  return {
    kind: 'new_code',
    start: () => ({ codes: {} }),
    step(state, sample, subject) {
      const code = subject.labels['event.code'];
      if (sample.value <= 0) return { state };
      const since = state.since ?? sample.at;
      const heard = state.since === undefined ? { ...state, since } : state;
      if (subject.metric !== 'log.codes' || code === undefined) return { state: heard };
      const first =
        state.codes[code] ?? firstOf(heard, sample.at - since < learningMinutes * MINUTE, sample.at);
      if (first === undefined) return { state: heard };
      const next =
        state.codes[code] === undefined ? { since, codes: { ...state.codes, [code]: first } } : heard;
      if (first === 0 || Math.abs(sample.at - first) >= NEW_FOR) return { state: next };
      return {
        state: next,
        finding: describe(rule, code, sample, subject, Math.min(first, sample.at), since),
      };
    },
  };
}

function firstOf({ codes }: NewCodeState, learning: boolean, at: Instant): number | undefined {
  if (learning) return 0;
  return Object.keys(codes).length < MOST_CODES ? at : undefined;
}

function describe(
  rule: string,
  code: string,
  { at, value }: Sample,
  subject: Subject,
  first: Instant,
  known: Instant,
) {
  const times = value === 1 ? 'once' : `${value.toLocaleString('en-US')} times`;
  const never = `never seen since ${dayWords(known)}`;
  return {
    ...subject,
    kind: 'new_code',
    rule,
    severity: severityOf(subject.labels['log.level'] ?? '', value, ''),
    at,
    since: first,
    seen: value,
    expected: { low: 0, high: 0 },
    reason: `new error ${code}, ${times} in a minute, ${never}`,
    grade: 2,
  } as const;
}
