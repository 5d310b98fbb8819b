import { NEVER_SEEN_SCORE, UNUSUAL_SCORE } from '../../src/detect/anomaly/finding.ts';
import type { Table } from '../ground/table.ts';
import { product, rolling } from './scorers.ts';
import type { Shared } from './shared.ts';

/** The Numenta Anomaly Benchmark at fixed thresholds; a published score has its threshold chosen on the data that it scores. */
export function nabTable({ nab, files }: Shared): Table {
  const own = files.map(({ seconds, values }) => product(seconds, values));
  const plain = files.map(({ seconds, values }) => rolling(seconds, values));
  const half = nab.halves(files.map(({ name }) => name));
  const row = (what: string, scores: readonly Float64Array[], threshold: number, only?: 0 | 1) => {
    const flagged = files
      .map((file, index) => ({
        ...file,
        scores: (scores[index] ?? new Float64Array()).map((score) => +(score >= threshold)),
      }))
      .filter(({ name }) => only === undefined || half[name] === only);
    const at = { standard: 0.5, reward_low_FP_rate: 0.5, reward_low_FN_rate: 0.5 };
    const { standard, reward_low_FP_rate, reward_low_FN_rate } = nab.scoreAll(flagged, at);
    return {
      what,
      standard: standard.score,
      low: reward_low_FP_rate.score,
      missed: reward_low_FN_rate.score,
      outside: standard.fp,
    };
  };
  return {
    title: `NAB, ${files.length} series`,
    columns: [
      { key: 'what', head: '' },
      { key: 'standard', head: 'standard', decimals: 1 },
      { key: 'low', head: 'low FP', decimals: 1 },
      { key: 'missed', head: 'low FN', decimals: 1 },
      { key: 'outside', head: 'alarms outside windows' },
    ],
    rows: [
      row('never seen (grade 2)', own, NEVER_SEEN_SCORE),
      row('  even files', own, NEVER_SEEN_SCORE, 0),
      row('  odd files', own, NEVER_SEEN_SCORE, 1),
      row('all that is told', own, UNUSUAL_SCORE),
      row('rolling z-score (200 points, 6)', plain, 0.5),
    ],
    notes: ['no look-ahead: the range of a file is not known before its end'],
  };
}
