import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { clientOptions } from '../aws/client-options.ts';
import type { Asked } from '../aws/fault.ts';
import type { CloudWatchLogsSettings } from './settings.ts';

export function openClient(region: string, settings: CloudWatchLogsSettings): CloudWatchLogsClient {
  return new CloudWatchLogsClient(clientOptions(region, settings));
}

/** A call about one log group, or about all of them. */
export function askedOf(
  action: 'logs:FilterLogEvents' | 'logs:DescribeLogGroups',
  { region, account = '*', group }: { region: string; account?: string | undefined; group?: string },
): Asked {
  return {
    action,
    region,
    about: `${group ? `log group ${group}` : 'log groups'} in ${region}`,
    resource: `arn:aws:logs:${region}:${account}:log-group:${group ?? '*'}:*`,
  };
}
