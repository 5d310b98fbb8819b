import type { Subject } from '../../src/detect/detector.ts';
import { anomaly } from '../../src/detect/rules/anomaly.ts';

/** Scores a series point by point: 0.5 and more is told. `tolerance` may change from point to point. */
export type Scorer = (
  seconds: readonly number[],
  values: readonly number[],
  toleranceAt?: (index: number) => number,
  told?: (index: number, score: number) => void,
) => Float64Array;

const SUBJECT: Subject = { metric: 'log.events', labels: {} };

/** The detector of the product, as `sysmon detect` runs it. */
export const product: Scorer = (seconds, values, toleranceAt = () => 1, told) => {
  const detector = anomaly({ rule: 'bench', unit: 'number', directions: 'both' });
  let state = detector.start();
  return Float64Array.from(values, (value, index) => {
    const sample = { at: (seconds[index] ?? 0) * 1000, value };
    const verdict = detector.step(state, sample, { ...SUBJECT, tolerance: toleranceAt(index) }, false);
    state = verdict.state;
    const score = verdict.score ?? 0;
    told?.(index, score);
    return score;
  });
};

const WINDOW = 200;
const LIMIT = 6;
const HOLD = 3 * 3600;

/** The baseline: a z-score against the last 200 points, told at 6, once in three hours. */
export const rolling: Scorer = (seconds, values) => {
  let toldAt = Number.NEGATIVE_INFINITY;
  return Float64Array.from(values, (value, index) => {
    const before = values.slice(Math.max(0, index - WINDOW), index);
    if (before.length < 20) return 0;
    const mean = before.reduce((sum, one) => sum + one, 0) / before.length;
    const variance = before.reduce((sum, one) => sum + (one - mean) ** 2, 0) / before.length;
    const at = seconds[index] ?? 0;
    if (Math.abs(value - mean) < LIMIT * (Math.sqrt(variance) + 1e-9) || at - toldAt < HOLD) return 0;
    toldAt = at;
    return 1;
  });
};
