import type { Sample } from '../../core/series.ts';
import type { Shift, Strange } from '../shift/shift.ts';
import type { Judged } from '../spike/spike.ts';

export interface Evidence {
  sample: Sample;
  judged: Judged | undefined;
  /** Undefined while the bucket is open. */
  shift: Shift | undefined;
  tolerance: number;
  directions: 'up' | 'down' | 'both';
  /** What is far out counts, though it was seen before. */
  again: boolean;
  /** Enough values are remembered to say anything. */
  known: boolean;
  /** The highest value remembered. */
  highest: number;
  /** What this hour may reach without being never seen; asked only where it matters. */
  usual: () => number;
}

/** What is thought of one sample: 0 nothing, 1 unusual, 2 never seen. */
export interface Opinion {
  grade: 0 | 1 | 2;
  /** 1 and more stands out, in either direction; of the part that decided. */
  strength: number;
  /** It stands out by itself, whatever the slow statistics say. */
  spikes: boolean;
  /** Slow statistics found it, for the first time within a day. */
  fresh: boolean;
  saw: { value: number; expected: { low: number; high: number }; phrase: string };
}

/** Twice as far out as what is unusual, and beyond everything remembered, is never seen. */
const FAR = 2;
const BEYOND = 1.2;

/** One sample, judged by both parts. What recurs at its hour is unusual at most; a way nobody asked about is nothing. */
export function graded({ sample, judged, shift, tolerance, ...evidence }: Evidence): Opinion {
  const { value } = sample;
  const signed = (judged?.strength ?? 0) / tolerance;
  const spikes = Math.abs(signed) >= 1 && evidence.known && goes(evidence.directions, signed);
  const shifted = (shift?.strength ?? 0) / tolerance;
  const strange = shift?.saw;
  const beyond = evidence.again || value > BEYOND * evidence.highest;
  const far = spikes && signed >= FAR && beyond;
  const shifts = shifted >= 1 && strange !== undefined && goes(evidence.directions, sideOf(strange, signed));
  const recurs = spikes && signed > 0 && value <= evidence.usual();
  const never = (shifts || far) && !recurs;
  const seen = { value, expected: judged?.expected ?? { low: value, high: value }, phrase: '{value}' };
  return {
    grade: gradeOf(never, spikes),
    strength: Math.max(Math.abs(signed), shifted),
    spikes,
    fresh: shift?.fresh ?? true,
    saw: never && !spikes && strange ? strange : seen,
  };
}

function gradeOf(never: boolean, spikes: boolean): Opinion['grade'] {
  if (never) return 2;
  return spikes ? 1 : 0;
}

function goes(directions: Evidence['directions'], side: number): boolean {
  return directions === 'both' || (directions === 'up') === side > 0;
}

/** Above what was expected, or below; within it (a statistic on its way back) counts as above its middle or below. */
function sideOf({ value, expected, sided }: Strange, signed: number): number {
  return !sided ? signed : value - (expected.low + expected.high) / 2;
}
