import { detectJob } from '../../jobs/detect.ts';
import { createAlerts } from '../../src/alerts/book.ts';
import { silentLog } from '../../src/core/log.ts';
import { type Clock, DAY, type Instant, MINUTE } from '../../src/core/time.ts';
import { rulesOf } from '../../src/detect/registry.ts';
import type { Store } from '../../src/store/store.ts';
import { aggregateAll, collectAll, feedContext } from '../ground/feed.ts';
import { tell } from '../ground/lines.ts';

const DAYS = 14;
/** The incident is two minutes old when the questions come: it begins 45 seconds at most after its story. */
const STORY = 3 * MINUTE;

/** Two weeks up to `now`, collected, counted and judged by the product's own jobs, a day at a time so that they need not be held at once. */
export async function fill(store: Store, busier: number, now: Instant): Promise<void> {
  const clock: Clock = { now: () => now };
  for (let day = DAYS; day > 0; day--) {
    const window = { from: now - day * DAY, to: now - (day - 1) * DAY };
    const items = tell({ window, busier, start: now - STORY });
    await collectAll(items, feedContext(items, store, clock), 2);
  }
  const context = feedContext([], store, clock);
  await aggregateAll(context);
  const alerts = createAlerts({ store, enqueue: context.enqueue, clock, log: silentLog });
  await detectJob(alerts, rulesOf([])).run({}, context);
}
