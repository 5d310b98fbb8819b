import { DAY } from '../src/core/time.ts';
import type { DocumentKind } from '../src/store/document-store.ts';
import { type Job, type JobContext, job } from './job.ts';

export interface Retention {
  /** Days that events are kept; points of one minute too. */
  eventDays: number;
  /** Days that points of one hour are kept. */
  hourDays: number;
  /** Days that resolved alerts, done tickets, their deliveries and the audit are kept. */
  recordDays: number;
}

const RETENTION: Retention = { eventDays: 14, hourDays: 400, recordDays: 400 };

/** A kind, and what must hold for its documents to be forgotten. */
const RECORDS: { kind: DocumentKind; where?: Record<string, string[]> }[] = [
  { kind: 'alert', where: { state: ['resolved'] } },
  { kind: 'ticket', where: { state: ['done', 'failed'] } },
  { kind: 'delivery' },
  { kind: 'audit' },
];
const MANY = 100_000;

/** Forgets what is older than its time, by whole UTC days. */
export function retainJob(retention: Retention = RETENTION): Job {
  return job('retain', async (_, { store, clock, signal }) => {
    const before = (days: number) => clock.now() - days * DAY;
    await store.events.drop(before(retention.eventDays));
    await store.series.drop(before(retention.eventDays), before(retention.hourDays));
    for (const record of RECORDS) {
      if (signal.aborted) return;
      await forget(record, before(retention.recordDays), store.documents);
    }
  });
}

async function forget(
  { kind, where = {} }: (typeof RECORDS)[number],
  before: number,
  documents: JobContext['store']['documents'],
): Promise<void> {
  const found = await documents.find(kind, { where, limit: MANY });
  await documents.remove(
    kind,
    found.filter(({ updatedAt }) => updatedAt < before),
  );
}
