import { MINUTE, type Window } from '../../core/time.ts';
import type { Rule } from '../../detect/rule.ts';
import type { Input } from '../../detect/view.ts';
import type { SeriesStore } from '../../store/series-store.ts';

/** What a rule is fed of these owners over a window, by owner: read together. */
export async function readInputs(
  { view, overlap, owner }: Rule,
  owners: readonly string[],
  { from, to }: Window,
  series: SeriesStore,
): Promise<(owner: string) => Input[]> {
  const window = { from: from - overlap, to };
  const readings = await Promise.all(
    view.readings.map(async ({ metric, where, by }) => {
      const filter = { metric, window, where: { ...where, [owner]: owners } };
      const found = await series.read(filter, MINUTE, [owner, ...by]);
      return Map.groupBy(found, ({ labels }) => labels[owner] ?? '');
    }),
  );
  return (name) =>
    view.inputs(
      readings.map((found) => found.get(name) ?? []),
      name,
      window,
    );
}
