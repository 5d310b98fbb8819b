import { bucketOf, type Clock, HOUR, type Instant } from '../../core/time.ts';
import type { Rule } from '../../detect/rule.ts';
import type { SeriesStore } from '../../store/series-store.ts';
import type { Tracked } from '../progress.ts';
import { firstMetric, type Horizon } from './horizon.ts';

/**
 * The progress of every rule and owner: what was saved, and a start for what is new. An owner is begun at its first sample, once it is heard in
 * the present and no more history can come: so it is learned whole.
 */
export async function trackedOf(
  rules: readonly Rule[],
  saved: readonly Tracked[],
  horizon: Horizon,
  series: SeriesStore,
  clock: Clock,
): Promise<Map<Rule, Tracked[]>> {
  const known = Map.groupBy(saved, ({ rule }) => rule);
  const first = firstSamples(series, clock.now());
  const tracked = new Map<Rule, Tracked[]>();
  for (const rule of rules) {
    const own = (known.get(rule.name) ?? []).filter(({ service }) => covers(rule, service));
    const met = new Set(own.map(({ service }) => service));
    const missing = horizon.heard(rule).filter((owner) => covers(rule, owner) && !met.has(owner));
    const firsts = missing.length > 0 ? await first(rule, missing) : new Map<string, Instant>();
    const begun = [...firsts].filter(([, position]) => horizon.isWhole(position));
    tracked.set(rule, [...own, ...begun.map(([owner, position]) => startOf(rule, owner, position))]);
  }
  return tracked;
}

function startOf({ name }: Rule, service: string, position: Instant): Tracked {
  return { rule: name, service, position, state: null, noticed: [], version: 0 };
}

/** When each owner was first heard, as far back as a rule learns; rules that learn from the same are answered from one reading. */
function firstSamples(series: SeriesStore, now: Instant) {
  const readings = new Map<string, Promise<Map<string, Instant>>>();
  return (rule: Rule, owners: readonly string[]): Promise<Map<string, Instant>> => {
    const key = JSON.stringify([firstMetric(rule), rule.history, owners]);
    const reading = readings.get(key) ?? read(rule, owners);
    readings.set(key, reading);
    return reading;
  };

  async function read(rule: Rule, owners: readonly string[]): Promise<Map<string, Instant>> {
    const window = { from: bucketOf(now - rule.history, HOUR), to: now + HOUR };
    const filter = { metric: firstMetric(rule), window, where: { [rule.owner]: owners } };
    const found = await series.read(filter, HOUR, [rule.owner]);
    return new Map(
      found.flatMap(({ labels, samples: [sample] }) =>
        sample ? [[labels[rule.owner] ?? '', sample.at]] : [],
      ),
    );
  }
}

function covers({ owners }: Rule, owner: string): boolean {
  return owners.length === 0 || owners.includes(owner);
}
