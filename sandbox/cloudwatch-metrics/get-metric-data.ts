import { z } from 'zod';
import { bucketOf, DAY, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import { AwsError } from '../cloudwatch/aws-error.ts';
import { keyOf } from './measured.ts';
import { operation, pageToken, readPageToken, type World } from './operation.ts';
import { statistic } from './statistics.ts';

const MOST_QUERIES = 500;
const MOST_POINTS = 100_800;
/** Minutes are kept so long. */
const MINUTES_KEPT = 15 * DAY;

const Query = z.strictObject({
  Id: z.string().regex(/^[a-z][A-Za-z0-9_]{0,254}$/),
  MetricStat: z.strictObject({
    Metric: z.strictObject({
      Namespace: z.string(),
      MetricName: z.string(),
      Dimensions: z
        .array(z.strictObject({ Name: z.string(), Value: z.string() }))
        .max(30)
        .default([]),
    }),
    Period: z
      .number()
      .int()
      .multipleOf(MINUTE / SECOND)
      .positive(),
    Stat: z.string().regex(/^(Average|Sum|Minimum|Maximum|SampleCount|p\d{1,2}(\.\d+)?)$/),
  }),
});
type Query = z.infer<typeof Query>;

const Time = z.number().transform((seconds) => seconds * SECOND);

const Question = z.strictObject({
  MetricDataQueries: z
    .array(Query)
    .min(1)
    .max(MOST_QUERIES)
    .refine((queries) => new Set(queries.map(({ Id }) => Id)).size === queries.length, 'ids must be unique'),
  StartTime: Time,
  EndTime: Time,
  ScanBy: z.enum(['TimestampAscending', 'TimestampDescending']).default('TimestampDescending'),
  MaxDatapoints: z.number().int().min(1).max(MOST_POINTS).default(MOST_POINTS),
  NextToken: z.string().optional(),
});

export const getMetricData = operation(Question, ({ NextToken, ...question }, world) => {
  const { MetricDataQueries: queries, StartTime: start, EndTime: end, ScanBy, MaxDatapoints } = question;
  if (start >= end)
    throw new AwsError('ValidationError', 'The parameter EndTime must be greater than StartTime.');
  const points = queries.flatMap((query) => {
    const found = pointsOf(query, start, end, world);
    return ScanBy === 'TimestampAscending' ? found : found.reverse();
  });
  const from = readPageToken(NextToken, [start, end, queries.length]);
  const to = from + MaxDatapoints;
  const rows = Map.groupBy(points.slice(from, to), ({ id }) => id);
  const isLast = to >= points.length;
  return {
    MetricDataResults: queries.map((query) => ({
      ...resultOf(query, rows.get(query.Id) ?? []),
      StatusCode: isLast ? world.statusOf(query.MetricStat.Metric.MetricName) : 'PartialData',
    })),
    Messages: [],
    ...(isLast ? {} : { NextToken: pageToken(to, [start, end, queries.length]) }),
  };
});

interface Point {
  id: string;
  at: Instant;
  value: number;
}

function resultOf({ Id, MetricStat }: Query, points: readonly Point[]) {
  return {
    Id,
    Label: MetricStat.Metric.MetricName,
    Timestamps: points.map(({ at }) => at / SECOND),
    Values: points.map(({ value }) => value),
  };
}

/** A minute can be read once it is over. */
function pointsOf(
  { Id, MetricStat }: Query,
  start: Instant,
  end: Instant,
  { account, clock }: World,
): Point[] {
  const { Namespace: namespace, MetricName: metric, Dimensions } = MetricStat.Metric;
  const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
  const measured = account.find(keyOf({ namespace, metric, dimensions }));
  const period = MetricStat.Period * SECOND;
  const until = Math.min(end, bucketOf(clock.now(), MINUTE));
  const points: Point[] = [];
  for (let at = bucketOf(start, period); measured && at < until; at += period) {
    if (at < clock.now() - MINUTES_KEPT) continue;
    const values = minutes(at, Math.min(at + period, until)).flatMap(
      (minute) => measured.value(minute) ?? [],
    );
    if (values.length > 0) points.push({ id: Id, at, value: statistic(MetricStat.Stat, values) });
  }
  return points;
}

function minutes(from: Instant, to: Instant): Instant[] {
  return Array.from({ length: Math.ceil((to - from) / MINUTE) }, (_, index) => from + index * MINUTE);
}
