import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SECOND } from '../../core/time.ts';
import { clientOptions } from '../aws/client-options.ts';
import type { Asked } from '../aws/fault.ts';
import type { CloudWatchLogsSettings } from './settings.ts';

/** A Live Tail session says something each second: one that is silent for so long is dead. */
const SILENCE = 30 * SECOND;

/** The SDK would put `stream-` before the host of Live Tail, which only AWS's own addresses have. */
export function openClient(region: string, settings: CloudWatchLogsSettings): CloudWatchLogsClient {
  const options = clientOptions(region, settings);
  const requestHandler = { ...options.requestHandler, socketTimeout: SILENCE };
  return new CloudWatchLogsClient({
    ...options,
    requestHandler,
    disableHostPrefix: settings.endpoint !== undefined,
  });
}

type Action = 'logs:FilterLogEvents' | 'logs:DescribeLogGroups' | 'logs:StartLiveTail';

/** A call about one log group, or about all of them. */
export function askedOf(
  action: Action,
  { region, account = '*', group }: { region: string; account?: string | undefined; group?: string },
): Asked {
  return {
    action,
    region,
    about: `${group ? `log group ${group}` : 'log groups'} in ${region}`,
    resource: `arn:aws:logs:${region}:${account}:log-group:${group ? `${group}:*` : '*'}`,
  };
}
