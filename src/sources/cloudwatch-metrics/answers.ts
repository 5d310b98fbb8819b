import type { GetMetricDataCommandOutput } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import { metric } from '../../core/metrics.ts';
import type { Point } from '../../core/series.ts';
import { bucketOf, type Instant, MINUTE, type Window } from '../../core/time.ts';
import { pointOf } from '../points.ts';
import type { Wanted } from './wanted.ts';

/** What AWS says of one metric on one page. */
const Result = z
  .object({
    Id: z.string(),
    StatusCode: z.string(),
    Timestamps: z.array(z.date()).default([]),
    Values: z.array(z.number()).default([]),
  })
  .refine(({ Timestamps, Values }) => Timestamps.length === Values.length);

interface Answer {
  values: Map<Instant, number>;
  isWhole: boolean;
}

/** What was said of each metric so far, by id. */
export type Answers = Map<string, Answer>;

/** Adds a page. What cannot be understood leaves its metric without an answer. */
export function withPage(
  answers: Answers,
  { MetricDataResults = [] }: Pick<GetMetricDataCommandOutput, 'MetricDataResults'>,
): Answers {
  for (const row of MetricDataResults) {
    const { data } = Result.safeParse(row);
    if (!data) continue;
    const values = answers.get(data.Id)?.values ?? new Map<Instant, number>();
    for (const [index, time] of data.Timestamps.entries())
      values.set(bucketOf(time.getTime(), MINUTE), data.Values[index] ?? 0);
    answers.set(data.Id, { values, isWhole: data.StatusCode === 'Complete' });
  }
  return answers;
}

/** The points of those series that AWS answered whole, and how many it did not: a sum of which a part is missing would be a wrong figure. */
export function pointsOf(wanted: readonly Wanted[], answers: Answers, window: Window) {
  const isWhole = ({ parts }: Wanted) => parts.every(({ id }) => answers.get(id)?.isWhole);
  const whole = wanted.filter(isWhole);
  return {
    points: whole.flatMap((series) => seriesPoints(series, answers, window)),
    missing: wanted.length - whole.length,
  };
}

function seriesPoints({ metric: name, labels, parts }: Wanted, answers: Answers, window: Window): Point[] {
  const together = metric(name).kind === 'counter' ? sum : highest;
  const minutes = new Map<Instant, number>();
  for (const { id, times } of parts) {
    for (const [at, value] of answers.get(id)?.values ?? []) {
      const before = minutes.get(at);
      const here = value * times;
      if (at >= window.from && at < window.to)
        minutes.set(at, before === undefined ? here : together(before, here));
    }
  }
  return [...minutes].map(([at, value]) => pointOf(name, labels, at, value));
}

const sum = (a: number, b: number) => a + b;
/** Two things of one name (an ECS service in two clusters): the one that has more trouble. */
const highest = (a: number, b: number) => Math.max(a, b);
