import { detectJob } from '../../jobs/detect.ts';
import type { JobContext } from '../../jobs/job.ts';
import { PROJECTIONS, pointsOf } from '../../src/aggregate/projections.ts';
import { createAlerts } from '../../src/alerts/book.ts';
import type { LogEvent } from '../../src/core/event.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Point } from '../../src/core/series.ts';
import { bucketOf, type Clock, DAY, HOUR, type Instant, MINUTE, type Window } from '../../src/core/time.ts';
import { rulesOf } from '../../src/detect/registry.ts';
import type { Store } from '../../src/store/store.ts';
import { aggregateAll, collectAll, feedContext } from '../ground/feed.ts';
import { tell } from '../ground/lines.ts';
import { sum } from '../ground/statistics.ts';

const REACH = 14 * DAY;
/** What the product's jobs collect, count and judge themselves. */
const RECENT = 6 * HOUR;
/** The incident is two minutes old when the questions come: it begins 45 seconds at most after its story. */
const STORY = 3 * MINUTE;
const BATCH = 5_000;
const HOURS_OF_POINTS = 12;

/**
 * Two weeks up to `now` of about so many events. The last hours and an ordinary one before them come by the product's own jobs; that one is then
 * repeated over the time before, events and points, so that ten million are there in minutes.
 */
export async function fill(store: Store, events: number, now: Instant): Promise<void> {
  const clock: Clock = { now: () => now };
  const recent = bucketOf(now - RECENT, HOUR);
  const ordinary = { from: recent - HOUR, to: recent };
  const busier = (events * HOUR) / REACH / usualIn(ordinary);
  const hour: LogEvent[] = [];
  await collect({ window: ordinary, busier }, keepingIn(hour, store), clock, now);
  const points = await pointsIn(ordinary, store);
  const times = Math.floor((ordinary.from - (now - REACH)) / HOUR);
  await repeatEvents(hour, times, store);
  await repeatPoints(points, times, store);
  const context = await collect({ window: { from: recent, to: now }, busier }, store, clock, now);
  await aggregateAll(context);
  const alerts = createAlerts({ store, enqueue: context.enqueue, clock, log: silentLog });
  await detectJob(alerts, rulesOf([])).run({}, context);
}

/** Events of the sandbox's services in this window: hours of the day are not alike. */
function usualIn(window: Window): number {
  return sum(tell({ window, busier: 1, start: window.to }).map(({ events }) => events.length));
}

async function collect(
  part: { window: Window; busier: number },
  store: Store,
  clock: Clock,
  now: Instant,
): Promise<JobContext> {
  const items = tell({ ...part, start: now - STORY });
  const context = feedContext(items, store, clock);
  await collectAll(items, context, 2);
  return context;
}

/** The same store, which leaves a copy of each event. */
function keepingIn(kept: LogEvent[], store: Store): Store {
  const append: Store['events']['append'] = (events) => {
    kept.push(...events);
    return store.events.append(events);
  };
  return { ...store, events: { ...store.events, append } };
}

async function pointsIn(window: Window, { events }: Store): Promise<Point[]> {
  const points: Point[] = [];
  for (const projection of PROJECTIONS) {
    const counts = await events.count({ window, ...projection.filter }, projection.by, MINUTE);
    points.push(...pointsOf(projection, counts));
  }
  return points;
}

async function repeatEvents(hour: readonly LogEvent[], times: number, { events }: Store): Promise<void> {
  for (let ago = 1; ago <= times; ago++) {
    for (let start = 0; start < hour.length; start += BATCH) {
      const batch = hour.slice(start, start + BATCH);
      await events.append(batch.map((event) => earlier(event, ago)));
    }
  }
}

function earlier(event: LogEvent, hours: number): LogEvent {
  return {
    ...event,
    '@timestamp': event['@timestamp'] - hours * HOUR,
    'event.id': `${event['event.id']}-${hours}`,
  };
}

async function repeatPoints(points: readonly Point[], times: number, { series }: Store): Promise<void> {
  for (let ago = 1; ago <= times; ago += HOURS_OF_POINTS) {
    const hours = Array.from({ length: Math.min(HOURS_OF_POINTS, times - ago + 1) }, (_, more) => ago + more);
    await series.write(
      hours.flatMap((back) => points.map((point) => ({ ...point, at: point.at - back * HOUR }))),
    );
  }
}
