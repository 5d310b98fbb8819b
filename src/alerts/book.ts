import type { Log } from '../core/log.ts';
import { isRefusal } from '../core/refusal.ts';
import { type Clock, MINUTE } from '../core/time.ts';
import type { Enqueue } from '../core/work.ts';
import type { Store } from '../store/store.ts';
import type { Alerts } from './alerts.ts';
import type { Mute } from './lifecycle.ts';
import { createMutes } from './mutes.ts';
import { createObserve } from './observe.ts';
import { createSettle } from './settle.ts';
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
    observe: createObserve(writer, mutes, clock, log),
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
