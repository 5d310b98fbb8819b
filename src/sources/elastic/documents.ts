import type { estypes } from '@elastic/elasticsearch';
import { z } from 'zod';
import type { Caller } from './call.ts';
import type { Query } from './query.ts';

export interface DocumentsAsked {
  indices: readonly string[];
  query: Query;
  /** Names, or patterns with `*`; each comes flat, under its full name, as a list of values. */
  fields: readonly (string | { field: string; format: string })[];
  /** What to read from the source of a document as it is; nothing unless said. */
  source?: readonly string[];
  /** By which fields, ascending. What is equal in all of them comes in any order, but no document twice. */
  sort: readonly string[];
  /** Documents in one answer; 1,000 unless said. */
  page?: number;
}

export const Document = z.object({
  _index: z.string(),
  _id: z.string(),
  fields: z.record(z.string(), z.array(z.unknown())).default({}),
  _source: z.record(z.string(), z.unknown()).default({}),
});
/** `fields`: lists of values by name. `_source`: what was asked for of it. */
export type Document = z.infer<typeof Document>;

const Answer = z.object({
  pit_id: z.string().optional(),
  hits: z.object({ hits: z.array(Document.extend({ sort: z.array(z.unknown()).min(1) })) }),
});
type Call = Caller['call'];

const PAGE = 1_000;
const KEEP_ALIVE = '2m';

/** A point in time: what is written meanwhile moves no page. */
export async function* documentPages(call: Call, asked: DocumentsAsked): AsyncGenerator<Document[]> {
  const { indices, page = PAGE } = asked;
  const about = { indices, privilege: 'read' } as const;
  const opened = await call(about, (client, signal) =>
    client.openPointInTime(
      { index: [...indices], keep_alive: KEEP_ALIVE, ignore_unavailable: true },
      { signal },
    ),
  );
  let pit = opened.id;
  try {
    for (let after: unknown[] | undefined; ; ) {
      const { hits, id } = await pageOf(call, asked, pit, after);
      pit = id ?? pit;
      if (hits.length > 0) yield hits;
      if (hits.length < page) return;
      after = hits.at(-1)?.sort;
    }
  } finally {
    // It ends by itself where this fails.
    await call(about, (client) => client.closePointInTime({ id: pit })).catch(() => {});
  }
}

async function pageOf(call: Call, asked: DocumentsAsked, pit: string, after: unknown[] | undefined) {
  const { indices, query, fields, source, sort, page = PAGE } = asked;
  const answer = await call({ indices, privilege: 'read' }, (client, signal) =>
    client.search(
      {
        pit: { id: pit, keep_alive: KEEP_ALIVE },
        query,
        fields: [...fields],
        _source: source ? [...source] : false,
        sort: [...sort.map(ascending), '_shard_doc'],
        size: page,
        track_total_hits: false,
        ...(after && { search_after: after as estypes.SortResults }),
      },
      { signal },
    ),
  );
  const { pit_id: id, hits } = Answer.parse(answer);
  return { hits: hits.hits, id };
}

/** An index in which the field is not mapped has nothing to put in order. */
function ascending(field: string): estypes.SortOptions {
  if (field !== '@timestamp') return { [field]: { order: 'asc', unmapped_type: 'keyword' } };
  return { [field]: { order: 'asc', unmapped_type: 'date', numeric_type: 'date' } };
}
