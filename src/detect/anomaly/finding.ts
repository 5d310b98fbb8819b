import type { Finding } from '../../core/finding.ts';
import type { Sample } from '../../core/series.ts';
import type { Subject } from '../detector.ts';
import { rangeWords, valueWords } from '../words.ts';
import type { Opinion } from './grade.ts';
import type { Told } from './news.ts';
import type { AnomalyTraits } from './options.ts';

/** Scores from these on are unusual, and never seen. */
export const UNUSUAL_SCORE = 0.5;
export const NEVER_SEEN_SCORE = 0.75;

export function findingOf(
  { saw }: Opinion,
  { news: { since, grade } }: Told,
  { at }: Sample,
  { metric, labels }: Subject,
  { rule, phrase, unit }: Pick<AnomalyTraits, 'rule' | 'phrase' | 'unit'>,
): Finding {
  const seen = saw.phrase.replace('{value}', phrase.replace('{value}', valueWords(saw.value, unit)));
  return {
    metric,
    labels,
    kind: 'anomaly',
    rule,
    severity: grade === 2 ? 'severe' : 'warning',
    at,
    since,
    seen: saw.value,
    expected: saw.expected,
    reason: `${seen}, usually ${rangeWords(saw.expected, unit)}`,
    grade,
  };
}

/** 0 to 1, within the half or the quarter that its grade has. What goes on is below what begins. */
export function scoreOf({ grade, strength }: Opinion, begins: boolean): number {
  if (grade === 0 || !begins) return Math.min(strength / 2, 0.495);
  const rise = 1 - 1 / Math.max(1, strength);
  const floor = grade === 2 ? NEVER_SEEN_SCORE : UNUSUAL_SCORE;
  return floor + 0.2499 * rise;
}
