import type { Log } from '../core/log.ts';
import { isRefusal } from '../core/refusal.ts';
import { type Clock, MINUTE } from '../core/time.ts';
import type { Enqueue } from '../core/work.ts';
import type { Store } from '../store/store.ts';
import type { Alerts } from './alerts.ts';
import { judged, type Mute } from './lifecycle.ts';
import { createMutes } from './mutes.ts';
import { createObserve } from './observe.ts';
import { createSettle } from './settle.ts';
import { createTeaching } from './teaching.ts';
import { createWriter } from './writer.ts';

export interface AlertsOptions {
  store: Pick<Store, 'documents'>;
  enqueue: Enqueue;
  clock: Clock;
  log: Log;
  /** Milliseconds of judged data without a finding after which an alert is resolved; 10 minutes if not given. */
  settleAfter?: number;
}

/** Alerts in the document store. */
export function createAlerts({
  store,
  enqueue,
  clock,
  log,
  settleAfter = 10 * MINUTE,
}: AlertsOptions): Alerts {
  const { documents } = store;
  const writer = createWriter(documents, enqueue);
  const mutes = createMutes(documents);
  const teaching = createTeaching(documents);

  return {
    get: writer.get,
    async list({ states, since, service } = {}) {
      const where = {
        ...(states && { state: states }),
        ...(service !== undefined && { service: [service] }),
      };
      const found = await writer.find({ where, ...(since !== undefined && { updatedSince: since }) });
      return found.sort((a, b) => b.data.startedAt - a.data.startedAt);
    },
    ...createObserve(writer, mutes, clock, log),
    lessons: teaching.lessons,
    async judge(id, said, by) {
      const kept = await writer.write(id, (alert) => judged(alert, { said, by, at: clock.now() }));
      if (!isRefusal(kept)) await teaching.teach(kept.data, said);
      return kept;
    },
    settle: createSettle(writer, documents, clock, settleAfter),
    async change(id, change, by) {
      let before: Mute | undefined;
      const kept = await writer.write(id, (alert) => {
        before = alert.muted;
        return change(alert);
      });
      if (isRefusal(kept)) return kept;
      if (kept.data.muted?.at !== before?.at) await mutes.keep(kept.data);
      log.info({ alert: id, by: by.id, state: kept.data.state }, 'an alert was changed');
      return kept;
    },
  };
}
