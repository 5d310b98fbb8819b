import { z } from 'zod';
import { UpstreamError } from '../../core/errors.ts';
import type { Instant } from '../../core/time.ts';
import type { Ask } from './client.ts';
import { isCode } from './fault.ts';
import { type Asked, type Query, wordsFor } from './resource.ts';

/** A page of a list. Go writes a list that is empty as null. */
const Page = z.object({
  metadata: z
    .object({ resourceVersion: z.string().optional(), continue: z.string().nullish() })
    .nullish()
    .transform((metadata) => metadata ?? {}),
  items: z
    .array(z.unknown())
    .nullish()
    .transform((items) => items ?? []),
});

/** A whole list, as of one moment. */
export interface Listed<T> {
  items: T[];
  /** The version of the whole cluster that it shows. */
  version: string | undefined;
  /** When the API server answered, by its own clock. */
  at: Instant | undefined;
  /** How many objects could not be understood. */
  skipped: number;
}

export interface List<T> {
  asked: Asked;
  query: Query;
  schema: z.ZodType<T>;
  wanted?: (item: T) => boolean;
}

/** Of pods, a page is about 5 MB. */
const PAGE = 500;
const MOST_RESTARTS = 3;

/**
 * Reads a list page by page, and yields after each. Where the API server has forgotten the version that the pages are of (410), it begins again: what
 * was read is dropped, so that nothing is in it twice.
 */
export async function* listAll<T>(
  { asked, query, schema, wanted = () => true }: List<T>,
  ask: Ask,
  signal: AbortSignal,
): AsyncGenerator<void, Listed<T>> {
  let listed = nothing<T>();
  let next = '';
  for (let restarts = 0; restarts <= MOST_RESTARTS; ) {
    try {
      const page = await pageOf(
        ask,
        asked,
        { ...query, limit: String(PAGE), ...(next && { continue: next }) },
        signal,
      );
      listed.at ??= page.at;
      listed.version ??= page.metadata.resourceVersion;
      for (const raw of page.items) {
        const { success, data } = schema.safeParse(raw);
        if (!success) listed.skipped += 1;
        else if (wanted(data)) listed.items.push(data);
      }
      next = page.metadata.continue ?? '';
      if (!next) return listed;
    } catch (error) {
      if (!next || !isCode(error, 'K8S_EXPIRED')) throw error;
      listed = nothing();
      next = '';
      restarts += 1;
    }
    yield;
  }
  throw new UpstreamError('K8S_PAGING', `${wordsFor(asked)}: the list expires before it is read`);
}

/** The newest version there is, for a watch to begin at. */
export async function newestVersion(ask: Ask, asked: Asked, query: Query, signal: AbortSignal) {
  const { metadata } = await pageOf(ask, { ...asked, verb: 'list' }, { ...query, limit: '1' }, signal);
  return metadata.resourceVersion ?? '';
}

async function pageOf(ask: Ask, asked: Asked, query: Query, signal: AbortSignal) {
  const { body, at } = await ask(asked, query, signal);
  const page = Page.safeParse(body);
  if (!page.success)
    throw new UpstreamError('K8S_UNAVAILABLE', `${wordsFor(asked)}: the answer is not a list`);
  return { ...page.data, at };
}

function nothing<T>(): Listed<T> {
  return { items: [], version: undefined, at: undefined, skipped: 0 };
}
