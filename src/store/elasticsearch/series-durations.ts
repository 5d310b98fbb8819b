import type { estypes } from '@elastic/elasticsearch';
import { type Labels, type Sample, type Series, type Step, seriesKey } from '../../core/series.ts';
import { HOUR, MINUTE } from '../../core/time.ts';
import type { SeriesFilter } from '../series-store.ts';
import type { Connection } from './connection.ts';
import { ON_NO_INDEX } from './search.ts';
import { addBins, type PackedBins } from './series-bins.ts';
import type { HourPoint, MinutesPack } from './series-packs.ts';
import { hoursIn, minutesIn } from './series-query.ts';

type Stored = MinutesPack | HourPoint;

/** Documents an answer: an hour by its minutes has up to 60 sketches, of some hundred bytes each. */
const PAGE_OF_MINUTES = 500;
const PAGE_OF_HOURS = 5_000;
/** No two documents of a metric have both in common, and neither ever changes: pages need no point in time. */
const ORDER: estypes.SortCombinations[] = [{ hour: 'asc' }, { series: 'asc' }];
/** Fewer minutes than these are picked out by Elasticsearch, rather than sent with all others. */
const FEW = 20;

/** Durations: the sketches are put together here, since no Elasticsearch adds them up exactly. */
export async function readDurations(
  { run }: Connection,
  index: string,
  filter: SeriesFilter,
  step: Step,
  by: readonly string[],
): Promise<Series[]> {
  const size = step === HOUR ? PAGE_OF_HOURS : PAGE_OF_MINUTES;
  const groups = new Map<string, Group>();
  let after: estypes.SortResults | undefined;
  do {
    const { hits } = await run((client) =>
      client.search<Stored>({
        index,
        ...ON_NO_INDEX,
        size,
        track_total_hits: false,
        query: hoursIn(filter),
        sort: ORDER,
        ...(step === MINUTE && fieldsOf(filter)),
        ...(after && { search_after: after }),
      }),
    );
    for (const { _source: stored } of hits.hits) if (stored) addTo(groups, stored, filter, by);
    after = hits.hits.length === size ? hits.hits.at(-1)?.sort : undefined;
  } while (after);
  return [...groups.values()].map((group) => seriesOf(group, filter));
}

interface Group {
  labels: Labels;
  samples: Map<number, Required<Sample>>;
}

function fieldsOf({ window }: SeriesFilter) {
  const minutes = minutesIn(window);
  if (minutes.length >= FEW) return {};
  return {
    _source: ['labels', 'hour', ...minutes.flatMap((minute) => [`minutes.${minute}`, `bins.${minute}`])],
  };
}

function addTo(groups: Map<string, Group>, stored: Stored, { window }: SeriesFilter, by: readonly string[]) {
  const labels = Object.fromEntries(
    by.flatMap((name) => (stored.labels[name] === undefined ? [] : [[name, stored.labels[name]]])),
  );
  const key = seriesKey('', labels);
  const group = groups.get(key) ?? { labels, samples: new Map() };
  for (const { at, value, bins } of samplesOf(stored)) {
    if (at < window.from || at >= window.to) continue;
    const sample = group.samples.get(at) ?? { at, value: 0, bins: {} };
    sample.value += value;
    addBins(sample.bins, bins);
    group.samples.set(at, sample);
  }
  if (group.samples.size > 0) groups.set(key, group);
}

function samplesOf(stored: Stored): { at: number; value: number; bins: PackedBins }[] {
  if ('value' in stored) return [{ at: stored.hour, value: stored.value, bins: stored.bins ?? [] }];
  const { hour, minutes = {}, bins = {} } = stored;
  return Object.entries(minutes).map(([minute, value]) => ({
    at: hour + Number(minute) * MINUTE,
    value,
    bins: bins[minute] ?? [],
  }));
}

function seriesOf({ labels, samples }: Group, { metric }: SeriesFilter): Series {
  return { metric, labels, samples: [...samples.values()].sort((a, b) => a.at - b.at) };
}
