import { z } from 'zod';
import type { Severity } from '../../core/finding.ts';
import type { Sample } from '../../core/series.ts';
import { MINUTE } from '../../core/time.ts';
import type { Detector, Subject } from '../detector.ts';
import { Episode, episodeAt } from '../episode.ts';

export const ProblemOptions = z.object({
  rule: z.string(),
  /** What has it, in the singular. */
  noun: z.string(),
  /** A problem that is not severe is told after so many minutes; a severe one at once. */
  forMinutes: z.number().int().nonnegative().default(2),
});
export type ProblemOptions = z.input<typeof ProblemOptions>;

/** By `error.type`. */
export const ProblemState = z.record(z.string(), Episode);
export type ProblemState = z.infer<typeof ProblemState>;

/** Users feel these, and they do not pass by themselves. */
const SEVERE = new Set(['OOMKilled', 'CrashLoopBackOff', 'RestartLoop', 'NotReady', 'Failed']);

/**
 * Something has a problem that its source has a name for. One finding for each kind of problem of an owner, however many of its things have it: a
 * deployment whose ten pods crash is one. A pause of less than ten minutes, as between two crashes, ends nothing.
 */
export function problem(input: ProblemOptions): Detector<ProblemState> {
  const options = ProblemOptions.parse(input);
  return {
    kind: 'problem',
    start: () => ({}),
    step(state, sample, subject, open) {
      const type = subject.labels['error.type'] ?? '';
      if (sample.value <= 0) return { state };
      const episode = episodeAt(state[type], sample.at, 0);
      const next = open ? state : { ...state, [type]: episode };
      const lasting = sample.at + MINUTE - episode.since;
      const told = SEVERE.has(type) || lasting > options.forMinutes * MINUTE;
      return told ? { state: next, finding: describe(sample, episode, subject, options) } : { state: next };
    },
  };
}

function describe(
  { at, value }: Sample,
  { since }: Episode,
  { metric, labels }: Subject,
  { rule, noun }: z.output<typeof ProblemOptions>,
) {
  const type = labels['error.type'] ?? '';
  const severity: Severity = SEVERE.has(type) ? 'severe' : 'warning';
  const things = value === 1 ? `1 ${noun}` : `${value} ${noun}s`;
  return {
    metric,
    labels,
    kind: 'problem',
    rule,
    severity,
    at,
    since,
    seen: value,
    reason: `${type}: ${things}`,
    grade: 1,
  } as const;
}
