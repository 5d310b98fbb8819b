import type { RunFile } from '../src/config/run-file.ts';
import type { Balena } from './balena/index.ts';
import type { CloudWatch } from './cloudwatch/index.ts';
import type { CloudWatchMetrics } from './cloudwatch-metrics/index.ts';
import type { SandboxDocker } from './docker/index.ts';
import type { Kubernetes } from './kubernetes/index.ts';

/** The servers of the sandbox that a source reads. */
export interface Readable {
  aws: CloudWatch | undefined;
  metrics: CloudWatchMetrics | undefined;
  balena: Balena | undefined;
  docker: SandboxDocker;
  kubernetes: Kubernetes;
}

/** Leads sysmon to what runs here, as `sources` in sysmon.yaml would. */
export function sourcesOf({ aws, metrics, balena, docker, kubernetes }: Readable): RunFile['sources'] {
  return [
    ...(aws ? [logsOf(aws)] : []),
    ...(metrics ? [metricsOf(metrics)] : []),
    ...(balena
      ? [{ kind: 'balena', apiUrl: balena.apiUrl, token: balena.token, logs: 'online', callsPerSecond: 10 }]
      : []),
    { kind: 'docker', host: docker.url },
    { kind: 'kubernetes', cluster: 'sandbox', server: kubernetes.url, token: kubernetes.token },
  ];
}

/** Reads the two weeks at once, and as fast as AWS lets: nobody shares this account. */
export function logsOf({ url, region, accessKeyId, secretAccessKey }: CloudWatch) {
  return {
    kind: 'cloudwatch-logs',
    regions: [region],
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey },
    backfill: '14d',
    callsPerSecond: 4,
  };
}

/** Every minute, since nothing is paid for it here. */
function metricsOf({ url, region, accessKeyId, secretAccessKey }: CloudWatchMetrics) {
  return {
    kind: 'cloudwatch-metrics',
    regions: [region],
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey },
    every: '1m',
  };
}
