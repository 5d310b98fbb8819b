import { z } from 'zod';
import { fieldsOf } from '../wire.ts';

/** In `Metric`, the gauge and the sum; in each of them, the data points. */
const GAUGE = 5;
const SUM = 7;
const DATA_POINTS = 1;

const Points = z.object({ dataPoints: z.array(z.unknown()) });
const Counted = z.object({ gauge: Points.optional(), sum: Points.optional() });

/** How many data points a metric has, before it is decoded; 1 for one that has none. */
export function weigh(raw: unknown): number {
  const count = raw instanceof Uint8Array ? inProtobuf(raw) : inJson(raw);
  return Math.max(1, count);
}

function inProtobuf(metric: Uint8Array): number {
  let count = 0;
  for (const kind of [GAUGE, SUM])
    for (const points of fieldsOf(metric, kind)) for (const _ of fieldsOf(points, DATA_POINTS)) count++;
  return count;
}

function inJson(metric: unknown): number {
  const { gauge, sum } = Counted.safeParse(metric).data ?? {};
  return (gauge?.dataPoints.length ?? 0) + (sum?.dataPoints.length ?? 0);
}
