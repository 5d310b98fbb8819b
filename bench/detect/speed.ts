import { z } from 'zod';
import { HOUR, MINUTE } from '../../src/core/time.ts';
import { DEFAULT_RULES } from '../../src/detect/defaults.ts';
import { AnomalyState, anomaly } from '../../src/detect/rules/anomaly.ts';
import type { Table } from '../ground/table.ts';
import { product } from './scorers.ts';
import type { Shared } from './shared.ts';

const SERIES = 10_000;
const ROUNDS = 3;

/** Points a second over all series, the best of three rounds; and a minute of 10,000 series, each resumed from its saved state and saved again. */
export function speedTable({ series, files }: Shared): Table {
  const all = [
    ...series.map(({ ts, v }) => [ts, v] as const),
    ...files.map(({ seconds, values }) => [seconds, values] as const),
  ];
  const points = all.reduce((sum, [, values]) => sum + values.length, 0);
  const judgeAll = () => {
    for (const [seconds, values] of all) product(seconds, values);
  };
  const times = Array.from({ length: ROUNDS }, () => timeOf(judgeAll));
  const { minute, bytes } = resumed();
  return {
    title: 'Speed, one core',
    columns: [
      { key: 'what', head: '' },
      { key: 'value', head: '' },
    ],
    rows: [
      { what: 'points a second', value: (1000 * points) / Math.min(...times) },
      { what: `milliseconds for a minute of ${SERIES.toLocaleString('en-US')} series`, value: minute },
      { what: 'bytes of a saved state', value: bytes },
    ],
    notes: [],
  };
}

function resumed(): { minute: number; bytes: number } {
  const rule = DEFAULT_RULES.find(({ name }) => name === 'errors');
  const detector = anomaly({ rule: 'errors' });
  const subject = { metric: 'log.events', labels: {} } as const;
  let state = detector.start();
  for (let count = 0; count < 5_000; count++)
    state = detector.step(state, { at: count * MINUTE, value: count % 7 }, subject, false).state;
  const saved = JSON.stringify(z.encode(AnomalyState, state));
  const sample = { at: 5_000 * MINUTE + HOUR, value: 3 };
  const minute = timeOf(() => {
    for (let count = 0; count < SERIES; count++)
      JSON.stringify(rule?.feed(JSON.parse(saved), [{ subject, sample }], false, 1).state);
  });
  return { minute, bytes: saved.length };
}

/** Milliseconds of processor time: what else runs on the machine does not count. */
function timeOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
