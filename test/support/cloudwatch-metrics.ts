import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { onTestFinished } from 'vitest';
import {
  type CloudWatchMetricsOptions,
  startCloudWatchMetrics,
} from '../../sandbox/cloudwatch-metrics/index.ts';
import type { Measured } from '../../sandbox/cloudwatch-metrics/measured.ts';
import { silentLog } from '../../src/core/log.ts';
import { bucketOf, HOUR, type Instant, MINUTE, systemClock } from '../../src/core/time.ts';
import { CloudWatchMetricsSettings, cloudWatchMetrics } from '../../src/sources/cloudwatch-metrics/index.ts';
import type { Source, SourceDeps } from '../../src/sources/source.ts';
import { type Address, depsOf } from './cloudwatch.ts';

export const ITEM = 'cloudwatch-metrics/eu-west-1';
/** A metric whose values a test puts. */
export const QUEUE = {
  namespace: 'AWS/SQS',
  metric: 'ApproximateNumberOfMessagesVisible',
  dimensions: { QueueName: 'emails' },
};
/** Metrics are put from here on: two hours ago, where the clock of a test begins. */
export const BEGIN = bucketOf(Date.now() - 2 * HOUR, MINUTE);

export function metricsSource(address: Address, settings: object = {}, deps: SourceDeps = depsOf()): Source {
  const { url, region, accessKeyId, secretAccessKey } = address;
  const parsed = CloudWatchMetricsSettings.parse({
    kind: 'cloudwatch-metrics',
    regions: [region],
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey },
    ...settings,
  });
  const source = cloudWatchMetrics(parsed, deps);
  onTestFinished(() => source.close());
  return source;
}

/** A CloudWatch of its own that has measured nothing yet, and a clock that begins in the past and that a test can shift. */
export async function localMetrics(options: Partial<CloudWatchMetricsOptions> = {}) {
  const server = await startCloudWatchMetrics({
    clock: systemClock,
    log: silentLog,
    metrics: [],
    ...options,
  });
  onTestFinished(() => server.stop());
  const time = { now: BEGIN };
  const clock = { now: () => time.now };
  const source = (settings: object = {}, deps: Partial<SourceDeps> = {}) =>
    metricsSource(server, settings, { ...depsOf(clock), ...deps });
  return { server, hand: server.hand, time, clock, source };
}

/** So many functions that are called once a minute. */
export function functions(count: number): Measured[] {
  return Array.from({ length: count }, (_, index) => ({
    namespace: 'AWS/Lambda',
    metric: 'Invocations',
    dimensions: { FunctionName: `function-${index}` },
    value: () => index,
  }));
}

export type Put = (
  metric: Omit<Measured, 'value'>,
  values: readonly (readonly [Instant, number])[],
) => Promise<void>;

/** Measures through the API, as AWS's own services do. */
export function putThrough({ url, region, ...credentials }: Address): Put {
  const client = new CloudWatchClient({ region, endpoint: url, credentials });
  onTestFinished(() => client.destroy());
  return async ({ namespace, metric, dimensions }, values) => {
    const MetricData = values.map(([at, Value]) => ({
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([name, value]) => ({ Name: name, Value: value })),
      Timestamp: new Date(at),
      Value,
    }));
    await client.send(new PutMetricDataCommand({ Namespace: namespace, MetricData }));
  };
}
