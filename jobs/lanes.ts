import type { WorkName } from '../src/core/work.ts';

/** Work that must not wait for other work has a lane, a queue of its own: what people see never stands behind a backfill. */
export const LANES = {
  collect: { concurrency: 2 },
  compute: { concurrency: 1 },
  deliver: { concurrency: 4 },
} as const;

export type Lane = keyof typeof LANES;

export const LANE_OF: Record<WorkName, Lane> = {
  discover: 'collect',
  collect: 'collect',
  aggregate: 'compute',
  detect: 'compute',
  retain: 'compute',
  sweep: 'deliver',
  notify: 'deliver',
  ticket: 'deliver',
  digest: 'deliver',
  'sync-jira': 'deliver',
};
