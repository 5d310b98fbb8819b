import type { Alert } from '../core/alert.ts';
import { type Clock, HOUR, type Instant, MINUTE } from '../core/time.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { settled } from './lifecycle.ts';
import { ownerOf } from './owner.ts';
import { judgedUpTo } from './progress.ts';
import type { Writer } from './writer.ts';

/**
 * Events are back: two judged minutes prove it. What says how things are just now is over once it says so, but for the moment between two crashes.
 */
const QUIET: Partial<Record<Alert['kind'], number>> = {
  flatline: 2 * MINUTE,
  problem: 5 * MINUTE,
  share: 5 * MINUTE,
  threshold: 5 * MINUTE,
};
/** An alert of a rule that no longer runs. */
const ABANDONED_AFTER = HOUR;

/** Resolves alerts that no finding has fed for long enough, in judged data: time in which nobody could look proves no recovery. */
export function createSettle(writer: Writer, documents: DocumentStore, clock: Clock, settleAfter: number) {
  async function lookedUpTo(alert: Alert): Promise<Instant> {
    const owner = ownerOf(alert);
    const judged = owner === undefined ? undefined : await judgedUpTo(documents, alert.rule, owner);
    return judged ?? clock.now() - ABANDONED_AFTER;
  }

  function isOver({ kind, lastSeenAt }: Alert, judged: Instant): boolean {
    const quiet = QUIET[kind] ?? settleAfter;
    return judged - (lastSeenAt + MINUTE) >= quiet;
  }

  return async (): Promise<void> => {
    for (const { id, data } of await writer.find({ where: { state: ['firing', 'acknowledged'] } })) {
      const judged = await lookedUpTo(data);
      if (!isOver(data, judged)) continue;
      await writer.write(id, (alert) => (isOver(alert, judged) ? settled(alert, clock.now()) : alert));
    }
  };
}
