import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns/startOfDay';
import type { Chart } from '../../core/chart.ts';
import type { Question } from '../../core/question.ts';
import type { Sample } from '../../core/series.ts';
import { bucketOf, DAY, HOUR, type Instant, MINUTE, type Window } from '../../core/time.ts';

const MOST_SERIES = 6;
/** Windows up to this length are drawn by the minute. */
const BY_MINUTE = 6 * HOUR;

/** The width of the points of a chart, in milliseconds. */
export function stepOf({ time, bucket }: Pick<Question, 'time' | 'bucket'>): number {
  if (bucket) return { minute: MINUTE, hour: HOUR, day: DAY }[bucket];
  return time.to - time.from <= BY_MINUTE ? MINUTE : HOUR;
}

/** The start of the bucket that holds `at`: days are those of the asker. */
export function bucketAt(at: Instant, step: number, timezone: string): Instant {
  return step === DAY ? startOfDay(new TZDate(at, timezone)).getTime() : bucketOf(at, step);
}

/** Every bucket of a window, in order. */
export function bucketsOf({ from, to }: Window, step: number, timezone: string): Instant[] {
  const starts: Instant[] = [];
  for (
    let at = bucketAt(from, step, timezone);
    at < to;
    at = bucketAt(at + step + (step === DAY ? 2 * HOUR : 0), step, timezone)
  ) {
    starts.push(at);
  }
  return starts;
}

export interface Line {
  name: string;
  samples: readonly Sample[];
}

/** How the samples of a bucket become its value; null is a gap. */
export type ValueOf = (samples: readonly Sample[]) => number | null;

/** Nothing counted in a bucket is zero. */
export const summed: ValueOf = (samples) => samples.reduce((sum, { value }) => sum + value, 0);

/** A chart over the whole window, the largest six lines of it. */
export function chartOf(
  question: Question,
  lines: readonly Line[],
  look: Pick<Chart, 'unit' | 'title'> & { timezone: string },
  valueIn: ValueOf = summed,
): Chart {
  const step = stepOf(question);
  const buckets = bucketsOf(question.time, step, look.timezone);
  const isAlone = lines.length === 1;
  const series = lines.slice(0, MOST_SERIES).map(({ name, samples }) => {
    const inBucket = Map.groupBy(samples, ({ at }) =>
      bucketAt(Math.max(at, question.time.from), step, look.timezone),
    );
    return {
      name: isAlone && name === 'now' ? look.title : name,
      points: buckets.map((at) => ({ at, value: valueIn(inBucket.get(at) ?? []) })),
    };
  });
  const kind = question.bucket ? 'bar' : 'line';
  // What was not added up within a bucket must not be where a picture has fewer points than buckets.
  const together = look.unit === '1' && valueIn !== summed ? { together: 'mean' as const } : {};
  return { ...look, ...together, kind, window: question.time, step, series };
}
