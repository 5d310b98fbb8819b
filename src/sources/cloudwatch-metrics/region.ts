import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandOutput,
  ListMetricsCommand,
} from '@aws-sdk/client-cloudwatch';
import { UpstreamError } from '../../core/errors.ts';
import type { Labels } from '../../core/series.ts';
import { type Instant, MINUTE, type Window } from '../../core/time.ts';
import { type Caller, type Cost, createCaller } from '../aws/call.ts';
import { clientOptions } from '../aws/client-options.ts';
import { type Asked, isTokenRefused } from '../aws/fault.ts';
import type { SourceDeps } from '../source.ts';
import { NAMESPACES } from './catalog.ts';
import { accountIn, type CloudWatchMetricsSettings, isWanted } from './settings.ts';
import { atMost, countOf, type Part, type Wanted, wantedOf } from './wanted.ts';

/** What there is to read in a Region just now. */
export interface Listed {
  wanted: Wanted[];
  /** Metrics of AWS that are read at each reading. */
  count: number;
  /** Metrics that are left out, since there are more than the settings allow. */
  leftOut: number;
}

/** CloudWatch in one Region. */
export interface Region {
  /** What there is, as it was at most ten minutes ago. */
  list(signal: AbortSignal): Promise<Listed>;
  asking(signal: AbortSignal): Asking;
  close(): void;
}

/** The calls of one reading. */
export interface Asking {
  list(): Promise<Listed>;
  /** What AWS has of these metrics in a window, page by page. */
  data(parts: readonly Part[], window: Window): AsyncGenerator<GetMetricDataCommandOutput>;
  spent(): Cost;
}

/** Looking costs calls, and AWS itself shows a new metric only after some minutes. */
const LISTED_FOR = 10 * MINUTE;
/** More pages than these are no answer any more. */
const MOST_LISTED = 2_000;
const MOST_DATA = 50;

export function openRegion(region: string, settings: CloudWatchMetricsSettings, deps: SourceDeps): Region {
  const { callsPerSecond, mostMetrics } = settings;
  const { clock, log } = deps;
  const account = accountIn(settings);
  const client = new CloudWatchClient(clientOptions(region, settings));
  const budget = deps.openBudget(`cloudwatch-metrics/${account ?? 'default'}/${region}`, callsPerSecond);
  const where: Labels = { 'cloud.region': region, ...(account ? { 'cloud.account.id': account } : {}) };
  const namespaces = NAMESPACES.filter((namespace) => isWanted(settings, namespace));
  let kept: { at: Instant; listed: Listed } | undefined;

  async function list({ call }: Caller, signal: AbortSignal): Promise<Listed> {
    const now = clock.now();
    if (kept && now - kept.at < LISTED_FOR) return kept.listed;
    const found = await listNamespaces(call, signal);
    const all = wantedOf(found, where);
    const wanted = atMost(all, mostMetrics);
    const count = countOf(wanted);
    const leftOut = countOf(all) - count;
    if (leftOut > 0) log.warn({ source: settings.name, region, count, leftOut }, 'metrics are left out');
    kept = { at: now, listed: { wanted, count, leftOut } };
    return kept.listed;
  }

  async function listNamespaces(call: Caller['call'], signal: AbortSignal): Promise<unknown[]> {
    const asked = askedOf('cloudwatch:ListMetrics', region);
    const found: unknown[] = [];
    for (const Namespace of namespaces) {
      const pages = pagesOf(MOST_LISTED, (NextToken) => {
        const command = new ListMetricsCommand({ Namespace, RecentlyActive: 'PT3H', NextToken });
        return call(asked, () => client.send(command, { abortSignal: signal }), signal);
      });
      for await (const { Metrics } of pages) found.push(...(Array.isArray(Metrics) ? Metrics : []));
    }
    return found;
  }

  function asking(signal: AbortSignal): Asking {
    const caller = createCaller(budget, deps);
    const asked = askedOf('cloudwatch:GetMetricData', region);
    return {
      list: () => list(caller, signal),
      spent: caller.spent,
      data: (parts, window) =>
        pagesOf(MOST_DATA, (NextToken) => {
          const command = new GetMetricDataCommand({ ...question(parts, window), NextToken });
          return caller.call(asked, () => client.send(command, { abortSignal: signal }), signal);
        }),
    };
  }

  return { list: (signal) => asking(signal).list(), asking, close: () => client.destroy() };
}

async function* pagesOf<P extends { NextToken?: string | undefined }>(
  most: number,
  ask: (token: string | undefined) => Promise<P>,
): AsyncGenerator<P> {
  let token: string | undefined;
  for (let pages = 0; pages < most; pages++) {
    const page = await ask(token).catch((error) => {
      if (!token || !isTokenRefused(error)) throw error;
      throw new UpstreamError('AWS_PAGING', 'AWS has forgotten a page token', { cause: error });
    });
    yield page;
    token = page.NextToken;
    if (!token) return;
  }
  throw new UpstreamError('AWS_PAGING', `AWS answers with more than ${most} pages`);
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
