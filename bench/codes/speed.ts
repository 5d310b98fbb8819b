import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createCodeBook } from '../../src/normalize/index.ts';
import type { Table } from '../ground/table.ts';
import type { Drained } from './baseline.ts';
import type { DataSet } from './sets.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const ROUNDS = 5;
const BATCH = 10_000;
const HOSTILE = 1_000_000;
const MEGABYTE = 1024 * 1024;

/** Lines a second of CPU time on one core, with other digits in every round so that no line is known already; and what a flood costs. */
export function speedTable(sets: readonly DataSet[], drained: readonly Drained[] | undefined): Table {
  const lines = sets.flatMap(({ messages }) => messages);
  const rates = Array.from({ length: ROUNDS }, (_, round) =>
    rateOf(lines.map((line) => turned(line, round))),
  );
  const seconds = drained?.reduce((sum, one) => sum + one.seconds, 0);
  const flood = flooded();
  return {
    title: 'Masking and coding on one core',
    columns: [
      { key: 'what', head: 'what' },
      { key: 'rate', head: 'lines/s' },
      { key: 'memory', head: 'MB' },
    ],
    rows: [
      { what: 'the lines of all sets, no line twice', rate: Math.max(...rates) },
      { what: 'drain3, the same lines', rate: seconds && lines.length / seconds },
      {
        what: `a million kinds of message, ${flood.remembered.toLocaleString('en-US')} remembered`,
        rate: flood.rate,
        memory: flood.memory,
      },
    ],
    notes: [
      'Target: 250,000 lines/s. The best of five rounds; memory is what the heap has grown by at the end.',
    ],
  };
}

const turned = (line: string, round: number) =>
  line.replace(/\d/g, (digit) => String((Number(digit) + round) % 10));

function rateOf(lines: readonly string[]): number {
  const book = createCodeBook();
  const started = process.cpuUsage();
  for (const line of lines) book.code('bench', line);
  return lines.length / (process.cpuUsage(started).user / 1e6);
}

function flooded() {
  const book = createCodeBook();
  const before = settledHeap();
  let micros = 0;
  for (let seed = 0; seed < HOSTILE; seed += BATCH) {
    const lines = Array.from({ length: BATCH }, (_, place) => hostile(seed + place));
    const started = process.cpuUsage();
    for (const line of lines) book.code('bench', line);
    micros += process.cpuUsage(started).user;
  }
  const memory = (settledHeap() - before) / MEGABYTE;
  return { rate: HOSTILE / (micros / 1e6), memory, remembered: book.learned().length };
}

function settledHeap(): number {
  for (let turn = 0; turn < 3; turn++) collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Twelve words without a digit, never the same twice. */
function hostile(seed: number): string {
  const letters = (value: number) =>
    value.toString(26).replace(/\d/g, (digit) => String.fromCharCode(113 + Number(digit)));
  return Array.from({ length: 12 }, (_, place) => letters(seed * (place + 1) + 17_576)).join(' ');
}
