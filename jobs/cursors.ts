import { z } from 'zod';
import { ConflictError } from '../src/core/errors.ts';
import { type Clock, type Instant, SECOND } from '../src/core/time.ts';
import type { DocumentStore } from '../src/store/document-store.ts';

/** The place where one source item is read to, while this worker alone reads it. Each method throws `ConflictError` if another took it over. */
export interface HeldCursor {
  /** Opaque; undefined at the very first. */
  position: unknown;
  move(next: unknown): Promise<void>;
  /** Says that the reading still goes on. */
  keep(): Promise<void>;
  release(): Promise<void>;
}

/** A worker that has not moved its cursor for this long is taken for dead, and another may go on. */
const LEASE = 30 * SECOND;

const Stored = z.object({ position: z.unknown(), leaseUntil: z.number().int() });

/** Undefined while another worker holds it. The version of the document is the fence: one of two takers, and no one late, can write it. */
export async function takeCursor(
  documents: DocumentStore,
  item: string,
  clock: Clock,
): Promise<HeldCursor | undefined> {
  const document = await documents.get('cursor', item);
  const stored = document && Stored.parse(document.data);
  if (stored && stored.leaseUntil > clock.now()) return undefined;

  let version = document?.version ?? 0;
  let position: unknown = stored?.position;
  let leaseUntil: Instant = 0;
  async function write(until: Instant): Promise<void> {
    const written = await documents.put('cursor', item, { position, leaseUntil: until }, version);
    version = written.version;
    leaseUntil = until;
  }
  const lease = () => write(clock.now() + LEASE);

  try {
    await lease();
  } catch (error) {
    if (error instanceof ConflictError) return undefined;
    throw error;
  }
  return {
    position,
    move: (next) => {
      position = next;
      return lease();
    },
    keep: async () => {
      if (leaseUntil - clock.now() < (LEASE * 2) / 3) await lease();
    },
    release: () => write(0),
  };
}
