import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandOutput,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import type { Window } from '../../core/time.ts';
import { createCaller } from '../aws/call.ts';
import { clientOptions } from '../aws/client-options.ts';
import type { Asked } from '../aws/fault.ts';
import type { Cost, SourceDeps } from '../source.ts';
import { createListing, type Listed } from './listing.ts';
import { pagesOf } from './pages.ts';
import { accountIn, type CloudWatchMetricsSettings } from './settings.ts';
import type { Part } from './wanted.ts';

/** CloudWatch in one Region. */
export interface Region {
  asking(signal: AbortSignal): Asking;
  close(): void;
}

/** The calls of one reading. */
export interface Asking {
  /** What there is, as it was at most ten minutes ago. */
  list(): Promise<Listed>;
  /** What AWS has of these metrics in a window, page by page. */
  data(parts: readonly Part[], window: Window): AsyncGenerator<GetMetricDataCommandOutput>;
  spent(): Cost;
}

/** More pages than these are no answer any more. */
const MOST_LISTED = 2_000;
const MOST_DATA = 50;

export function openRegion(region: string, settings: CloudWatchMetricsSettings, deps: SourceDeps): Region {
  const client = new CloudWatchClient(clientOptions(region, settings));
  const key = `cloudwatch-metrics/${accountIn(settings) ?? 'default'}/${region}`;
  const budget = deps.openBudget(key, settings.callsPerSecond);
  const listed = createListing(region, settings, deps);

  function asking(abortSignal: AbortSignal): Asking {
    const { call, spent } = createCaller(budget, deps);
    const listAsked = askedOf('cloudwatch:ListMetrics', region);
    const dataAsked = askedOf('cloudwatch:GetMetricData', region);
    const list = (Namespace: string) =>
      pagesOf(MOST_LISTED, (NextToken) => {
        const command = new ListMetricsCommand({ Namespace, RecentlyActive: 'PT3H', NextToken });
        return call(listAsked, () => client.send(command, { abortSignal }), abortSignal);
      });
    return {
      list: () => listed(list),
      data: (parts, window) =>
        pagesOf(MOST_DATA, (NextToken) => {
          const command = new GetMetricDataCommand({ ...question(parts, window), NextToken });
          return call(dataAsked, () => client.send(command, { abortSignal }), abortSignal);
        }),
      spent,
    };
  }

  return { asking, close: () => client.destroy() };
}

/** To AWS the end of a window is not in it. */
function question(parts: readonly Part[], { from, to }: Window) {
  return {
    MetricDataQueries: parts.map(({ id, stat }) => ({ Id: id, MetricStat: stat })),
    StartTime: new Date(from),
    EndTime: new Date(to),
    ScanBy: 'TimestampAscending',
  } as const;
}

function askedOf(action: 'cloudwatch:ListMetrics' | 'cloudwatch:GetMetricData', region: string): Asked {
  return { action, region, about: `metrics in ${region}`, resource: '*' };
}
