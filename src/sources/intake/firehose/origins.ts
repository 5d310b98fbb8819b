import type { Origin } from '../../../core/event.ts';
import { type CloudWatchLogsSettings, matchesAny, serviceOf } from '../../cloudwatch-logs/settings.ts';

/** What polling needs to know of a source, and pushing too. */
export type PolledLogs = Pick<
  CloudWatchLogsSettings,
  'account' | 'regions' | 'groups' | 'exclude' | 'services'
>;

/** Where a log group is, as AWS tells it. */
export interface Place {
  account: string;
  /** Undefined where the delivery does not say. */
  region: string | undefined;
  group: string;
}

export const DATASET = 'aws.cloudwatch_logs';

/**
 * The origin that polling gives the events of a log group, so that an event has one id however it came. A group that nothing polls is of the account
 * and Region that AWS tells. A delivery that does not say its Region is of the only one in the settings.
 */
export function originOf(
  { account, region: told, group }: Place,
  polled: readonly PolledLogs[],
): Omit<Origin, 'stream'> {
  const regions = new Set(polled.flatMap(({ regions: own }) => own));
  const region = told ?? (regions.size === 1 ? [...regions][0] : undefined);
  const source = sourceOf({ account, region, group }, polled);
  const number = source ? source.account : account;
  return {
    dataset: DATASET,
    group,
    service: serviceOf(group, source?.services ?? {}),
    ...(region && { region }),
    ...(number && { account: number }),
  };
}

/** The source that names this account, before one that names none. */
function sourceOf({ account, region, group }: Place, polled: readonly PolledLogs[]): PolledLogs | undefined {
  const reads = polled.filter(
    ({ regions, groups, exclude }) =>
      region !== undefined &&
      regions.includes(region) &&
      matchesAny(groups, group) &&
      !matchesAny(exclude, group),
  );
  return (
    reads.find((source) => source.account === account) ?? reads.find((source) => source.account === undefined)
  );
}
