import { z } from 'zod';
import { ConflictError } from '../core/errors.ts';
import type { Instant } from '../core/time.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { Noticed } from './unusual.ts';

/** How far one rule has judged one owner, and what it remembers. */
const Progress = z.object({
  rule: z.string(),
  /** Whose series they are: a service, or the fleet or host of metrics that are about those. */
  service: z.string(),
  /** Every bucket before this is judged. */
  position: z.number().int(),
  state: z.unknown(),
  /** What it found last. */
  noticed: z.array(Noticed).default([]),
});
type Progress = z.infer<typeof Progress>;

export interface Tracked extends Progress {
  version: number;
}

const ALL = 10_000;

export async function loadProgress(
  documents: DocumentStore,
  where: Readonly<Record<string, readonly string[]>> = {},
): Promise<Tracked[]> {
  const found = await documents.find('detector', { where, limit: ALL });
  return found.flatMap(({ data, version }) => {
    const parsed = Progress.safeParse(data);
    return parsed.success ? [{ ...parsed.data, version }] : [];
  });
}

/** Undefined if another worker was faster: what it judged is the same, so there is nothing left to do. */
export async function saveProgress(
  documents: DocumentStore,
  { version, ...progress }: Tracked,
): Promise<Tracked | undefined> {
  try {
    const written = await documents.put('detector', idOf(progress), progress, version);
    return { ...progress, version: written.version };
  } catch (error) {
    if (error instanceof ConflictError) return undefined;
    throw error;
  }
}

/** Up to where a rule has looked at an owner; undefined if it never did. */
export async function judgedUpTo(
  documents: DocumentStore,
  rule: string,
  service: string,
): Promise<Instant | undefined> {
  const found = await documents.get('detector', idOf({ rule, service }));
  return found && Progress.parse(found.data).position;
}

function idOf({ rule, service }: Pick<Progress, 'rule' | 'service'>): string {
  return `${rule}/${service}`;
}
