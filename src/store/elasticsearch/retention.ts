import { DAY, type Instant } from '../../core/time.ts';
import type { Connection } from './connection.ts';
import { periodOf } from './index-names.ts';
import { ON_NO_INDEX } from './search.ts';

/** Indices a request: their names are its first line. */
const AT_ONCE = 20;

/** Deletes the indices of the pattern whose period, of `length` milliseconds and less, lies wholly before `before`. */
export async function dropBefore(
  { run }: Connection,
  pattern: string,
  before: Instant,
  length = DAY,
): Promise<void> {
  const { ignore_unavailable, allow_no_indices } = ON_NO_INDEX;
  await run(async (client) => {
    const found = await client.indices.getSettings({
      index: pattern,
      ignore_unavailable,
      allow_no_indices,
      name: 'index.creation_date',
    });
    const old = Object.keys(found).filter((index) => (periodOf(index) ?? before) + length <= before);
    for (let start = 0; start < old.length; start += AT_ONCE)
      await client.indices.delete({ index: old.slice(start, start + AT_ONCE), ignore_unavailable });
  });
}
