import { createPostgresBackend, withBackend } from 'bullmq';
import { LANES } from '../../jobs/lanes.ts';
import { PROJECTIONS, pointsOf } from '../../src/aggregate/projections.ts';
import { silentLog } from '../../src/core/log.ts';
import { seriesKey } from '../../src/core/series.ts';
import { type Instant, MINUTE, systemClock, type Window } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { openFeed } from '../support/feed.ts';
import { logFile } from '../support/log-files.ts';
import { type Outside, startOutside } from '../support/outside.ts';

/** An application that goes on writing its log, a few lines at a time, each a millisecond or more after the one before. */
export interface Writer {
  service: string;
  /** Its group, as a source item. */
  item: string;
  lines: string[];
  write(count: number): Promise<void>;
  lastAt(): Instant;
}

/** Each of the two logs in three groups: so there is nearly always one being read. */
const PARTS = 3;

export type KillWorld = Awaited<ReturnType<typeof openKillWorld>>;

export async function openKillWorld(database: string) {
  const outside = await startOutside({
    database,
    config: { rules: [{ kind: 'frequency', name: 'many-errors', threshold: 3, windowMinutes: 60 }] },
  });
  const store = await openPostgresStore({ url: database, clock: systemClock, log: silentLog });
  const { Queue } = withBackend(createPostgresBackend);
  const connection = { connectionString: database, schema: 'sysmon_jobs', migrate: true, max: 1 };
  const lanes = Object.keys(LANES).map((lane) => new Queue(lane, { connection }));
  const writers: Writer[] = [];
  for (const name of ['Apache', 'OpenSSH']) {
    const { lines } = logFile(name);
    const size = Math.ceil(lines.length / PARTS);
    for (let part = 0; part < PARTS; part++) {
      const own = lines.slice(part * size, (part + 1) * size);
      writers.push(await openWriter(outside, `${name.toLowerCase()}-${part}`, own));
    }
  }
  const withoutJira = Object.entries(outside.variables).filter(([name]) => !name.startsWith('JIRA_'));
  return {
    variables: { ...Object.fromEntries(withoutJira), SYSMON_ROLE: 'worker' },
    slack: outside.slack,
    store,
    writers,
    lines: writers.reduce((sum, { lines }) => sum + lines.length, 0),
    /** Jobs that were begun since then and have not ended. */
    begunSince: async (since: Instant) => {
      const active = await Promise.all(lanes.map((lane) => lane.getActive()));
      return active.flat().filter(({ processedOn = 0 }) => processedOn >= since).length;
    },
    close: async () => {
      await Promise.all(lanes.map((lane) => lane.close()));
      await store.close();
      await outside.stop();
    },
  };
}

async function openWriter({ cloudwatch }: Outside, service: string, lines: string[]): Promise<Writer> {
  const feed = await openFeed(cloudwatch, `/killed/${service}`);
  let written = 0;
  let last = 0;
  return {
    service,
    item: `cloudwatch-logs/${cloudwatch.region}//killed/${service}`,
    lines,
    lastAt: () => last,
    write: async (count) => {
      const next = lines.slice(written, written + Math.ceil(count)).map((text) => {
        last = Math.max(last + 1, Date.now());
        return { at: last, text };
      });
      if (next.length > 0) await feed.put(next);
      written += next.length;
    },
  };
}

/** Every point that the series of a window have, by its name; those that are zero left out. */
export async function storedPoints({ series }: Store, window: Window): Promise<Map<string, number>> {
  const points = new Map<string, number>();
  for (const { metric, labels: by } of PROJECTIONS)
    for (const { labels, samples } of await series.read({ metric, window }, MINUTE, by))
      for (const { at, value } of samples)
        if (value > 0) points.set(`${at} ${seriesKey(metric, labels)}`, value);
  return points;
}

/** The same, counted anew from the events. */
export async function countedPoints({ events }: Store, window: Window): Promise<Map<string, number>> {
  const points = new Map<string, number>();
  for (const projection of PROJECTIONS) {
    const counts = await events.count({ window, ...projection.filter }, projection.by, MINUTE);
    for (const { metric, labels, at, value } of pointsOf(projection, counts))
      points.set(`${at} ${seriesKey(metric, labels)}`, value);
  }
  return points;
}
