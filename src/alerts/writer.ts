import { Alert } from '../core/alert.ts';
import { isRefusal, type Refusal, refusal } from '../core/refusal.ts';
import type { Enqueue } from '../core/work.ts';
import { type Collection, collection, type Kept } from '../store/collection.ts';
import type { DocumentStore } from '../store/document-store.ts';

/** Alert documents; each change that is one is told to the `notify` job, after it is written: a lost job is found by the sweep. */
export interface Writer extends Pick<Collection<Alert>, 'get' | 'find'> {
  /** Undefined if it is there already. */
  create(id: string, alert: Alert): Promise<Kept<Alert> | undefined>;
  /** The same object from `change` leaves the alert as it is. Refused where there is no such alert. */
  write(id: string, change: (alert: Alert) => Alert | Refusal): Promise<Kept<Alert> | Refusal>;
}

export function createWriter(documents: DocumentStore, enqueue: Enqueue): Writer {
  const alerts = collection(documents, 'alert', Alert);

  async function told(kept: Kept<Alert>): Promise<Kept<Alert>> {
    await enqueue('notify', { alertId: kept.id }, { id: kept.id });
    return kept;
  }

  return {
    get: alerts.get,
    find: alerts.find,
    async create(id, alert) {
      const created = await alerts.create(id, alert);
      return created && told(created);
    },
    async write(id, change) {
      let unchanged = false;
      const kept = await alerts.change<Refusal>(id, (alert) => {
        if (!alert) return refusal(`there is no alert ${id} any more`);
        const next = change(alert);
        unchanged = next === alert;
        return next;
      });
      return isRefusal(kept) || unchanged ? kept : told(kept);
    },
  };
}
