import { z } from 'zod';
import type { Finding } from '../core/finding.ts';
import type { Instant } from '../core/time.ts';
import type { DocumentStore } from '../store/document-store.ts';

/** What a rule found in a service, one entry an episode; whether it alerted or not. */
export const Noticed = z.object({
  since: z.number(),
  last: z.number(),
  grade: z.union([z.literal(1), z.literal(2)]),
  /** The newest words of the episode. */
  reason: z.string(),
});
export type Noticed = z.infer<typeof Noticed>;

/** Episodes that are remembered for each rule and service. */
const REMEMBERED = 20;

/** What was noticed before and in these findings, the newest first. */
export function noticed(before: readonly Noticed[], findings: readonly Finding[]): Noticed[] {
  const episodes = new Map(before.map((episode) => [episode.since, episode]));
  for (const { since, at, grade, reason } of findings)
    episodes.set(since, {
      since,
      last: at,
      grade: Math.max(grade, episodes.get(since)?.grade ?? 1) === 2 ? 2 : 1,
      reason,
    });
  return [...episodes.values()].sort((a, b) => b.since - a.since).slice(0, REMEMBERED);
}

const Record = z.object({ rule: z.string(), service: z.string(), noticed: z.array(Noticed).default([]) });
const ALL = 10_000;

export interface Unusual extends Noticed {
  rule: string;
  service: string;
}

/** What went on at or after a moment, of some services or all, the newest first: for answers and digests. */
export async function unusualSince(
  documents: DocumentStore,
  from: Instant,
  services?: readonly string[],
): Promise<Unusual[]> {
  const where = services === undefined ? {} : { service: services };
  const found = await documents.find('detector', { where, limit: ALL });
  const records = found.flatMap(({ data }) => Record.safeParse(data).data ?? []);
  return records
    .flatMap(({ rule, service: of, noticed: episodes }) =>
      episodes.map((one) => ({ ...one, rule, service: of })),
    )
    .filter(({ last }) => last >= from)
    .sort((a, b) => b.since - a.since);
}
