import { aggregateJob } from '../../jobs/aggregate.ts';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import { detectJob } from '../../jobs/detect.ts';
import type { JobContext } from '../../jobs/job.ts';
import { newState } from '../../jobs/source-states.ts';
import { markChanged } from '../../src/aggregate/changed.ts';
import { createAlerts } from '../../src/alerts/book.ts';
import type { LogEvent } from '../../src/core/event.ts';
import { silentLog } from '../../src/core/log.ts';
import { SourceState } from '../../src/core/source-state.ts';
import { HOUR, type Instant, MINUTE } from '../../src/core/time.ts';
import { DEFAULT_RULES } from '../../src/detect/defaults.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { sourcesFrom } from '../../src/sources/index.ts';
import { collection } from '../../src/store/collection.ts';
import type { Store } from '../../src/store/store.ts';
import { event, request } from '../unit/aggregate/events.ts';
import { openQueue, type TurnedClock } from '../unit/alerts/finding.ts';

/** Tuesday, 10:00 UTC: the present in which these tests begin. */
export const NOW: Instant = Date.UTC(2026, 10, 24, 10);

/** The way from events to alerts, with the real jobs run by hand on a clock that the test turns. */
export function openWorld(store: Store, clock: TurnedClock) {
  const queue = openQueue();
  const codes = createCodeBook();
  const alerts = createAlerts({ store, enqueue: queue.enqueue, clock, log: silentLog });
  const context: JobContext = {
    store,
    clock,
    codes,
    enqueue: queue.enqueue,
    log: silentLog,
    signal: new AbortController().signal,
    normalizer: createNormalizer({ codes }),
    memory: createCollectMemory(),
    sources: sourcesFrom([]),
  };

  /** What a collect job leaves: events, marks, and how far it has read. */
  async function collect(events: readonly LogEvent[], readUpTo = clock.now()) {
    await store.events.append(events);
    await markChanged(
      store.documents,
      events.map((one) => one['@timestamp']),
    );
    const states = collection(store.documents, 'source', SourceState);
    await states.change('aws/api', (state) => ({
      ...(state ?? newState('cloudwatch-logs', 'aws', 'api', true, clock.now())),
      readUpTo,
    }));
  }

  async function detect() {
    await aggregateJob.run({}, context);
    await detectJob(alerts, DEFAULT_RULES).run({}, context);
  }

  /** Minute by minute, as it would be: time passes, events come, the jobs run. */
  async function live(minutes: number, eventsOf: (minute: Instant) => readonly LogEvent[]) {
    for (let count = 0; count < minutes; count++) {
      const minute = clock.now();
      clock.set(minute + MINUTE);
      await collect(eventsOf(minute));
      await detect();
    }
  }

  return { store, clock, queue, alerts, context, collect, detect, live };
}

/** An ordinary minute of `api`: a request, and an error now and then. */
export function ordinary(minute: Instant): LogEvent[] {
  const answered = request(minute + 1_000, 200, '/orders', 50);
  return (minute / MINUTE) % 7 === 0 ? [answered, event(minute)] : [answered];
}

const INCIDENT = { from: NOW - 12 * HOUR, to: NOW - 11 * HOUR };

/** The time before now: ordinary, but for an hour of the last night with errors of a code of its own. */
export function history(hours: number): LogEvent[] {
  return Array.from({ length: hours * 60 }, (_, index) => NOW - hours * HOUR + index * MINUTE).flatMap(
    (minute) =>
      minute >= INCIDENT.from && minute < INCIDENT.to
        ? [...ordinary(minute), ...outage(minute, 20, 'API-PAST')]
        : ordinary(minute),
  );
}

export function outage(minute: Instant, errors: number, code = 'API-POOL'): LogEvent[] {
  return Array.from({ length: errors }, (_, index) =>
    event(minute + index * 100, {
      'event.code': code,
      message: `order ${index} failed: no connection after 5000 ms`,
    }),
  );
}
