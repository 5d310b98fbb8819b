import { z } from 'zod';
import { type Clock, type Instant, SECOND } from '../src/core/time.ts';
import type { DocumentStore } from '../src/store/document-store.ts';

/** The place up to which one source item is read. Each method throws `ConflictError` if another worker took it over. */
export interface HeldCursor {
  /** Opaque; undefined at the very first. */
  position: unknown;
  move(next: unknown): Promise<void>;
  /** Moves it over a stretch in which there was nothing new, which may wait: until it is written, the next reading begins where this one did. */
  drift(next: unknown): Promise<void>;
  /** Says that the reading still goes on. */
  keep(): Promise<void>;
  release(): Promise<void>;
}

/** A worker that has not moved its cursor for this long is taken for dead, and another may go on. */
const LEASE = 30 * SECOND;
/** A reading that is over sooner needs no lease. */
const SHORT = 2 * SECOND;
/** So an idle poll writes nothing, and reads again no more than this. */
const LONGEST_DRIFT = 20 * SECOND;

const Stored = z.object({ position: z.unknown(), leaseUntil: z.number().int() });

/**
 * Undefined while another worker holds it. What keeps two readers apart is the version of the document, which the one who is late does not have:
 * it has read in vain, no more. The lease saves that work where a reading takes long.
 */
export async function takeCursor(
  documents: DocumentStore,
  item: string,
  clock: Clock,
): Promise<HeldCursor | undefined> {
  const document = await documents.get('cursor', item);
  const stored = document && Stored.parse(document.data);
  const started = clock.now();
  if (stored && stored.leaseUntil > started) return undefined;

  let version = document?.version ?? 0;
  let position: unknown = stored?.position;
  let leaseUntil: Instant = 0;
  async function write(until: Instant): Promise<void> {
    const written = await documents.put('cursor', item, { position, leaseUntil: until }, version);
    version = written.version;
    leaseUntil = until;
  }
  const isLong = () => clock.now() - started > SHORT;
  const move = (next: unknown) => {
    position = next;
    return write(isLong() ? clock.now() + LEASE : 0);
  };
  const isFresh = document && started - document.updatedAt < LONGEST_DRIFT;

  return {
    position,
    move,
    drift: async (next) => {
      if (!isFresh || isLong()) await move(next);
    },
    keep: async () => {
      if (isLong() && leaseUntil - clock.now() < (LEASE * 2) / 3) await write(clock.now() + LEASE);
    },
    release: async () => {
      if (leaseUntil > 0) await write(0);
    },
  };
}
