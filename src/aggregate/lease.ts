import { z } from 'zod';
import { isRefusal } from '../core/refusal.ts';
import { type Clock, SECOND } from '../core/time.ts';
import { collection } from '../store/collection.ts';
import type { DocumentStore } from '../store/document-store.ts';

const Lease = z.object({ until: z.number() });
const ID = 'aggregate-lease';
/** A worker that died holds it no longer than this; no run takes so long. */
export const LEASE = 20 * SECOND;

/** Runs `work` unless another worker is at it. True if it ran. */
export async function alone(
  documents: DocumentStore,
  clock: Clock,
  work: () => Promise<void>,
): Promise<boolean> {
  const leases = collection(documents, 'setting', Lease);
  const now = clock.now();
  const taken = await leases.change(ID, (lease) =>
    lease && lease.until > now ? { refused: 'another worker is at it' } : { until: now + LEASE },
  );
  if (isRefusal(taken)) return false;
  try {
    await work();
  } finally {
    await documents.put('setting', ID, { until: 0 }, taken.version).catch(() => {});
  }
  return true;
}
