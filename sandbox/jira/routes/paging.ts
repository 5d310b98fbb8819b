import { z } from 'zod';

const Page = z.object({
  startAt: z.coerce.number().int().min(0).default(0),
  maxResults: z.coerce.number().int().min(0).max(200).default(50),
});

/** A page in Jira's usual form. */
export function pageOf(all: readonly object[], query: unknown): object {
  const { startAt, maxResults } = Page.parse(query);
  const values = all.slice(startAt, startAt + maxResults);
  return { startAt, maxResults, total: all.length, isLast: startAt + values.length >= all.length, values };
}

/** A page in the form of the create metadata, its items under a name of their own. */
export function pageWith(name: string, all: readonly object[], query: unknown): object {
  const { startAt, maxResults } = Page.parse(query);
  return { startAt, maxResults, total: all.length, [name]: all.slice(startAt, startAt + maxResults) };
}

export function sliceOf<T>(all: readonly T[], query: unknown): T[] {
  const { startAt, maxResults } = Page.parse(query);
  return all.slice(startAt, startAt + maxResults);
}
