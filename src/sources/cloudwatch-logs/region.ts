import {
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  type LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import { DAY, type Window } from '../../core/time.ts';
import { createCaller } from '../aws/call.ts';
import { accountOf } from '../aws/settings.ts';
import type { CallBudget } from '../call-budget.ts';
import type { SourceDeps } from '../source.ts';
import { askedOf, openClient } from './client.ts';
import { tail } from './live-tail.ts';
import type { Reader } from './read.ts';
import { type CloudWatchLogsSettings, serviceOf } from './settings.ts';

export interface Group {
  name: string;
  /** Milliseconds; not given if it never forgets. */
  retention?: number;
  /** Not given for a group of a class that Live Tail does not show. */
  arn?: string;
}

/** CloudWatch Logs in one Region. */
export interface Region {
  /** The groups whose names begin so. */
  groups(prefix: string, signal: AbortSignal): Promise<Group[]>;
  reader(group: string, signal: AbortSignal): Reader;
  /** One session of Live Tail; yields the groups that have new lines. */
  tail(arns: readonly string[], signal: AbortSignal): AsyncGenerator<Set<string>>;
  close(): void;
}

export function openRegion(region: string, settings: CloudWatchLogsSettings, deps: SourceDeps): Region {
  const { role, callsPerSecond, account = role && accountOf(role) } = settings;
  const client = openClient(region, settings);
  const budget = deps.openBudget(`cloudwatch-logs/${account ?? 'default'}/${region}`, callsPerSecond);

  async function groups(prefix: string, signal: AbortSignal): Promise<Group[]> {
    const { call } = createCaller(unlimited(deps, signal), deps);
    const found: Group[] = [];
    let nextToken: string | undefined;
    do {
      const command = new DescribeLogGroupsCommand({
        ...(prefix ? { logGroupNamePrefix: prefix } : {}),
        ...(nextToken ? { nextToken } : {}),
      });
      const asked = askedOf('logs:DescribeLogGroups', { region, account });
      const page = await call(asked, () => client.send(command, { abortSignal: signal }), signal);
      found.push(...(page.logGroups ?? []).map(groupOf));
      nextToken = page.nextToken;
    } while (nextToken);
    return found;
  }

  function reader(group: string, signal: AbortSignal): Reader {
    const { call, spent } = createCaller(budget, deps);
    const asked = askedOf('logs:FilterLogEvents', { region, account, group });
    return {
      origin: {
        dataset: 'aws.cloudwatch_logs',
        group,
        service: serviceOf(group, settings.services),
        region,
        ...(account ? { account } : {}),
      },
      pace: settings,
      spent,
      page: (window, token) => {
        const command = new FilterLogEventsCommand(question(group, window, token));
        return call(asked, () => client.send(command, { abortSignal: signal }), signal);
      },
    };
  }

  const tailAsked = askedOf('logs:StartLiveTail', { region, account });
  return {
    groups,
    reader,
    tail: (arns, signal) => tail(client, arns, tailAsked, signal),
    close: () => client.destroy(),
  };
}

function groupOf({
  logGroupName: name = '',
  retentionInDays: days,
  logGroupArn: arn,
  logGroupClass,
}: LogGroup): Group {
  const isShown = arn !== undefined && (logGroupClass ?? 'STANDARD') === 'STANDARD';
  return { name, ...(days === undefined ? {} : { retention: days * DAY }), ...(isShown ? { arn } : {}) };
}

/** To AWS both ends of a window are in it. */
function question(logGroupName: string, { from, to }: Window, nextToken: string | undefined) {
  const window = { startTime: Math.max(0, from), endTime: to - 1 };
  return { logGroupName, ...window, interleaved: true, ...(nextToken ? { nextToken } : {}) };
}

/** DescribeLogGroups has a limit of its own, which a look a minute is far from. */
function unlimited({ wait }: SourceDeps, signal: AbortSignal): CallBudget {
  return { take: async () => {}, pause: (milliseconds) => wait(milliseconds, signal) };
}
