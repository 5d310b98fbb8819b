import { type Clock, SECOND } from '../../src/core/time.ts';
import { AwsError } from './aws-error.ts';

/** Calls a second that AWS allows an account in a Region. */
const LIMITS: Readonly<Record<string, number>> = {
  FilterLogEvents: 5,
  DescribeLogGroups: 10,
  GetLogEvents: 25,
  DescribeLogStreams: 25,
};

/** Refuses what comes too fast: a bucket for each operation that holds one second's calls. */
export function createRate(clock: Clock): (operation: string) => void {
  const buckets = new Map<string, { left: number; at: number }>();
  return (operation) => {
    const limit = LIMITS[operation];
    if (limit === undefined) return;
    const { left, at } = buckets.get(operation) ?? { left: limit, at: clock.now() };
    const filled = Math.min(limit, left + ((clock.now() - at) / SECOND) * limit);
    buckets.set(operation, { left: filled >= 1 ? filled - 1 : filled, at: clock.now() });
    if (filled < 1) throw new AwsError('ThrottlingException', 'Rate exceeded');
  };
}
