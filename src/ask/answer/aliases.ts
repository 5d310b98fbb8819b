import type { Sample } from '../../core/series.ts';
import { mergeBins } from '../../core/sketch.ts';
import type { Store } from '../../store/store.ts';
import { rootsOf } from './code-family.ts';
import type { Tally } from './read-exactly.ts';

/** One message may have been counted under several codes, before it was known that they mean the same: together they are the code of today. */
export async function joinAliases(
  tallies: readonly Tally[],
  place: number,
  store: Pick<Store, 'documents'>,
): Promise<Tally[]> {
  const roots = await rootsOf(
    tallies.map(({ key }) => key[place] ?? ''),
    store,
  );
  const today = ({ key }: Tally) =>
    key.map((value, at) => (at === place ? (roots.get(value) ?? value) : value));
  const groups = Map.groupBy(tallies, (tally) => JSON.stringify(today(tally)));
  return [...groups].map(([key, members]) => ({
    key: JSON.parse(key),
    samples: added(members.flatMap(({ samples }) => samples)),
  }));
}

function added(samples: readonly Sample[]): Sample[] {
  const byTime = Map.groupBy(samples, ({ at }) => at);
  return [...byTime]
    .map(([at, parts]) => ({
      at,
      value: parts.reduce((sum, { value }) => sum + value, 0),
      ...(parts.some(({ bins }) => bins) && {
        bins: parts.reduce((bins, part) => mergeBins(bins, part.bins ?? {}), {}),
      }),
    }))
    .sort((a, b) => a.at - b.at);
}
