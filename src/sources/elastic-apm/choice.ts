import { MINUTE, type Window } from '../../core/time.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import { placeKey } from './fields.ts';
import { requestMetrics, requestTraces } from './selection.ts';
import type { ElasticApmSettings } from './settings.ts';

/** Where the requests of each service and minute are taken from: so that none is counted twice, and none is left out. */
export interface Choice {
  isFromTraces(key: string): boolean;
  /** Whose minutes they are, and from when to when. */
  services: string[];
  window: Window | undefined;
}

/**
 * What the APM server counted goes before the traces: it is whole where traces are thrown away later. It comes a minute or two after them, in parts,
 * and where the server died not at all: a minute of which the traces tell more is taken from them.
 */
export async function chooseWays(
  reader: ElasticReader,
  { indices, services }: ElasticApmSettings,
  window: Window,
): Promise<Choice> {
  const counted = new Map<string, number>();
  for await (const [, , key, most] of tallies(
    reader,
    indices.metrics,
    requestMetrics(services, window),
    rounded,
  ))
    counted.set(key, most);
  const fromTraces = new Set<string>();
  const [names, minutes] = [new Set<string>(), new Set<number>()];
  const query = requestTraces(services, window);
  for await (const [name, minute, key, count] of tallies(
    reader,
    indices.traces,
    query,
    ({ weight }) => weight,
  )) {
    if (count <= (counted.get(key) ?? 0)) continue;
    fromTraces.add(key);
    names.add(name);
    minutes.add(minute);
  }
  return {
    isFromTraces: (key) => fromTraces.has(key),
    services: [...names],
    window: windowOf(minutes, window),
  };
}

interface Tally {
  /** Of documents, each as often as its `_doc_count` says. */
  count: number;
  documents: number;
  /** Of documents, each as often as it is representative. */
  weight: number;
}

/** A count is a whole number, rounded for each document of a sum that need not be one. */
function rounded({ count, documents }: Tally): number {
  return count + documents / 2;
}

async function* tallies(
  reader: ElasticReader,
  indices: readonly string[],
  query: ReturnType<typeof requestTraces>,
  countOf: (tally: Tally) => number,
): AsyncGenerator<[name: string, minute: number, key: string, count: number]> {
  const pages = reader.buckets({
    indices,
    query,
    by: { name: { field: 'service.name' }, minute: { time: '@timestamp', every: '1m' } },
    values: {
      documents: { value_count: { field: 'transaction.type' } },
      weight: { sum: { field: 'transaction.representative_count', missing: 1 } },
    },
  });
  for await (const page of pages)
    for (const { key, count, values } of page) {
      const [name, minute] = [String(key.name), Number(key.minute)];
      const tally = { count, documents: values.documents ?? 0, weight: values.weight ?? 0 };
      yield [name, minute, placeKey(name, minute), countOf(tally)];
    }
}

function windowOf(minutes: Set<number>, { to }: Window): Window | undefined {
  if (minutes.size === 0) return undefined;
  const ordered = [...minutes].sort((a, b) => a - b);
  return { from: ordered[0] ?? to, to: Math.min(to, (ordered.at(-1) ?? to) + MINUTE) };
}
