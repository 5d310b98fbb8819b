import { z } from 'zod';
import { Quote } from '../../src/core/ticket.ts';
import { collection } from '../../src/store/collection.ts';
import type { DocumentStore } from '../../src/store/document-store.ts';

/** What the form showed of a thread, kept until it is submitted: then there is no time to read the thread again. */
const Evidence = z.object({ quotes: z.array(Quote) });

const of = (documents: DocumentStore) => collection(documents, 'setting', Evidence);
const key = (ticketId: string) => `ticket-form:${ticketId}`;

export async function keepEvidence(
  documents: DocumentStore,
  ticketId: string,
  quotes: readonly Quote[],
): Promise<void> {
  await of(documents).change<never>(key(ticketId), () => ({ quotes: [...quotes] }));
}

export async function evidenceOf(documents: DocumentStore, ticketId: string): Promise<Quote[]> {
  return (await of(documents).get(key(ticketId)))?.data.quotes ?? [];
}
