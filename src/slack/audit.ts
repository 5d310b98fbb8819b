import { z } from 'zod';
import { SECOND } from '../core/time.ts';
import { type Collection, collection } from '../store/collection.ts';
import type { DocumentStore } from '../store/document-store.ts';

/** Who did what to what, when, and what came of it. */
const AuditEntry = z.object({
  who: z.object({ id: z.string(), name: z.string() }),
  /** The handler: `/sysmon`, `alert.acknowledge`. */
  what: z.string(),
  /** The alert, or the words of the command. */
  target: z.string(),
  at: z.number().int(),
  /** `done`, or why not. */
  result: z.string(),
});
type AuditEntry = z.infer<typeof AuditEntry>;

export interface Audit {
  record(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  between(from: number, to: number): Promise<AuditEntry[]>;
}

const MOST = 1_000;

export function openAudit(documents: DocumentStore, nonce: () => string): Audit {
  const entries: Collection<AuditEntry> = collection(documents, 'audit', AuditEntry);
  return {
    record: async (entry) => {
      await entries.create(`${entry.at}-${nonce()}`, entry);
    },
    between: async (from, to) => {
      const found = await entries.find({ updatedSince: from - SECOND, limit: MOST });
      const within = found.map(({ data }) => data).filter(({ at }) => at >= from && at < to);
      return within.toSorted((a, b) => b.at - a.at);
    },
  };
}
