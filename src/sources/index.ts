import { z } from 'zod';
import { RejectedError } from '../core/errors.ts';
import { BalenaSettings } from './balena/settings.ts';
import { CloudWatchLogsSettings } from './cloudwatch-logs/settings.ts';
import { CloudWatchMetricsSettings } from './cloudwatch-metrics/settings.ts';
import { DockerSettings } from './docker/settings.ts';
import { ElasticApmSettings } from './elastic-apm/settings.ts';
import { KubernetesSettings } from './kubernetes/settings.ts';
import { MetricbeatSettings } from './metricbeat/settings.ts';
import type { OpenSource, Source, SourceDeps } from './source.ts';

/**
 * Every kind of source: what it may be set to, and what opens it; its SDK is loaded only where it is used. A new kind is a folder beside this file
 * and a line here.
 */
export const SOURCE_KINDS = {
  balena: { settings: BalenaSettings, load: async () => (await import('./balena/index.ts')).balena },
  'cloudwatch-logs': {
    settings: CloudWatchLogsSettings,
    load: async () => (await import('./cloudwatch-logs/index.ts')).cloudWatchLogs,
  },
  'cloudwatch-metrics': {
    settings: CloudWatchMetricsSettings,
    load: async () => (await import('./cloudwatch-metrics/index.ts')).cloudWatchMetrics,
  },
  docker: { settings: DockerSettings, load: async () => (await import('./docker/index.ts')).docker },
  'elastic-apm': {
    settings: ElasticApmSettings,
    load: async () => (await import('./elastic-apm/index.ts')).elasticApm,
  },
  kubernetes: {
    settings: KubernetesSettings,
    load: async () => (await import('./kubernetes/index.ts')).kubernetes,
  },
  metricbeat: {
    settings: MetricbeatSettings,
    load: async () => (await import('./metricbeat/index.ts')).metricbeat,
  },
};

/** One source in the settings; `kind` says which. */
type Kind = keyof typeof SOURCE_KINDS;
type AnySettings = (typeof SOURCE_KINDS)[Kind]['settings'];
const [first, ...others] = Object.values<{ settings: AnySettings }>(SOURCE_KINDS).map(
  ({ settings }) => settings,
);
export const SourceSettings = z.discriminatedUnion('kind', [first as AnySettings, ...others]);
export type SourceSettings = z.infer<typeof SourceSettings>;

/** The list of sources in the settings; their names tell their items apart. */
export const SourcesSettings = z
  .array(SourceSettings)
  .refine((sources) => new Set(sources.map(({ name }) => name)).size === sources.length, {
    message: 'two sources have the same name: give each a `name` of its own',
  });

/** All sources of the settings, opened. */
export interface Sources {
  all(): readonly Source[];
  /** The source that an item's id belongs to; rejects an id whose source is no longer in the settings. */
  of(item: string): Source;
  close(): Promise<void>;
}

export async function openSources(settings: readonly SourceSettings[], deps: SourceDeps): Promise<Sources> {
  const sources = await Promise.all(
    settings.map(async (one) => {
      const open = (await SOURCE_KINDS[one.kind].load()) as OpenSource<SourceSettings>;
      return open(one, deps);
    }),
  );
  return sourcesFrom(sources);
}

export function sourcesFrom(sources: readonly Source[]): Sources {
  return {
    all: () => sources,
    of: (item) => {
      const found = sources.find(({ name }) => item.startsWith(`${name}/`));
      if (found) return found;
      const advice = 'Put the source back in the settings, or leave it: nothing reads it any more.';
      throw new RejectedError('SOURCE_UNKNOWN', `no source in the settings has ${item}`, advice);
    },
    close: async () => {
      await Promise.all(sources.map((source) => source.close()));
    },
  };
}
