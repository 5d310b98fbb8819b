import { z } from 'zod';
import { RejectedError } from '../core/errors.ts';
import { CloudWatchLogsSettings, cloudWatchLogs } from './cloudwatch-logs/index.ts';
import type { Source, SourceDeps } from './source.ts';

/** Every kind of source: what it may be set to, and what opens it. A new kind is a folder beside this file and a line here. */
export const SOURCE_KINDS = {
  'cloudwatch-logs': { settings: CloudWatchLogsSettings, open: cloudWatchLogs },
} as const;

/** One source in the settings; `kind` says which. */
export const SourceSettings = z.discriminatedUnion('kind', [SOURCE_KINDS['cloudwatch-logs'].settings]);
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

export function openSources(settings: readonly SourceSettings[], deps: SourceDeps): Sources {
  const sources = settings.map((one) => SOURCE_KINDS[one.kind].open(one, deps));
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
