import type { estypes } from '@elastic/elasticsearch';
import type { Instant } from '../../core/time.ts';
import { bulk } from './bulk.ts';
import type { Connection } from './connection.ts';
import type { Freshness } from './freshness.ts';
import { periodOf } from './index-names.ts';
import { dropBefore } from './retention.ts';
import { ON_NO_INDEX } from './search.ts';

const PAGE = 5_000;

/** Deletes the indices of the days before this one. */
export async function dropMinutes(connection: Connection, day: Instant): Promise<void> {
  await dropBefore(connection, connection.names.seriesPattern, day);
}

/** Deletes the indices of the months before, and of the month that the day lies in what is older than the day. */
export async function dropHours(connection: Connection, freshness: Freshness, day: Instant): Promise<void> {
  const index = connection.names.hours(day);
  const month = periodOf(index);
  if (month !== undefined) await dropBefore(connection, connection.names.hoursPattern, month);
  await freshness.refresh(index);
  let after: estypes.SortResults | undefined;
  do {
    const old = await hoursBefore(connection, index, day, after);
    await bulk(
      connection,
      old.flatMap(({ _id: id }) => (id ? [{ action: 'delete', index, id }] : [])),
    );
    after = old.at(-1)?.sort;
  } while (after);
}

async function hoursBefore(
  { run }: Connection,
  index: string,
  day: Instant,
  after: estypes.SortResults | undefined,
): Promise<estypes.SearchHit[]> {
  const { hits } = await run((client) =>
    client.search({
      index,
      ...ON_NO_INDEX,
      size: PAGE,
      track_total_hits: false,
      _source: false,
      query: { range: { hour: { lt: day } } },
      sort: [{ hour: 'asc' }, { metric: 'asc' }, { series: 'asc' }],
      ...(after && { search_after: after }),
    }),
  );
  return hits.hits;
}
