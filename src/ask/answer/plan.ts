import { bucketOf, HOUR, type Instant, MINUTE, type Window } from '../../core/time.ts';

/** A piece of a window, and what it is best read from. Pieces do not overlap and leave nothing out. */
export interface Segment {
  from: 'events' | 'minutes' | 'hours';
  window: Window;
}

/** Windows longer than this are read by the hour, but for their edges. */
const LONG = 6 * HOUR;
/** More runs of stale minutes than this are counted as one. */
const RUNS = 20;

/**
 * How to read a window so that the sum is exact. Whole minutes come from series, whole hours of long windows from the hours; what begins or
 * ends within a minute, and the minutes in `stale` (events came, series were not brought up to date yet), are counted on events.
 * `step` is the finest width wanted: minutes are never read by the hour.
 */
export function plan(window: Window, stale: readonly Instant[], step: number): Segment[] {
  const from = ceiling(window.from, MINUTE);
  const to = bucketOf(window.to, MINUTE);
  if (from >= to) return [{ from: 'events', window }];
  const edges = [
    { from: window.from, to: from },
    { from: to, to: window.to },
  ];
  const runs = runsOf(stale.filter((minute) => minute >= from && minute < to));
  const events = [...edges, ...runs].filter(isSome).map((one): Segment => ({ from: 'events', window: one }));
  const isLong = step >= HOUR && window.to - window.from > LONG;
  return [...events, ...between({ from, to }, runs).flatMap((whole) => readWhole(whole, isLong))].sort(
    (a, b) => a.window.from - b.window.from,
  );
}

const isSome = ({ from, to }: Window) => from < to;
const ceiling = (at: Instant, size: number) => bucketOf(at + size - 1, size);

/** Neighboring minutes as one window. */
function runsOf(minutes: readonly Instant[]): Window[] {
  const runs: Window[] = [];
  for (const minute of [...minutes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && minute <= last.to) last.to = Math.max(last.to, minute + MINUTE);
    else runs.push({ from: minute, to: minute + MINUTE });
  }
  const [first] = runs;
  const last = runs.at(-1);
  return first && last && runs.length > RUNS ? [{ from: first.from, to: last.to }] : runs;
}

/** What a window has left without the runs in it. */
function between({ from, to }: Window, runs: readonly Window[]): Window[] {
  const starts = [from, ...runs.map((run) => run.to)];
  const ends = [...runs.map((run) => run.from), to];
  return starts.map((start, place) => ({ from: start, to: ends[place] ?? to })).filter(isSome);
}

function readWhole(window: Window, isLong: boolean): Segment[] {
  const from = ceiling(window.from, HOUR);
  const to = bucketOf(window.to, HOUR);
  if (!isLong || from >= to) return [{ from: 'minutes', window }];
  const segments: Segment[] = [
    { from: 'minutes', window: { from: window.from, to: from } },
    { from: 'hours', window: { from, to } },
    { from: 'minutes', window: { from: to, to: window.to } },
  ];
  return segments.filter((segment) => isSome(segment.window));
}
