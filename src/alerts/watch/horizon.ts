import type { MetricName } from '../../core/metrics.ts';
import { SourceState } from '../../core/source-state.ts';
import { bucketOf, type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';
import type { Rule } from '../../detect/rule.ts';
import { ownerLabel } from '../../detect/view.ts';
import type { Store } from '../../store/store.ts';

/** Events and measurements come this much later than they happened without anything being wrong. */
const GRACE = 20 * SECOND;
/** A source that fails for so long holds verdicts up no longer. One that nobody tried to read (the bot was down) does. */
const STUCK_AFTER = 10 * MINUTE;
const MARKS = 50_000;
/** A service may be quiet for a while; what is measured is measured all the time, and tells much more at once. */
const LOGS_HEARD_WITHIN = HOUR;
const HEARD_WITHIN = 15 * MINUTE;

type Heard = ReadonlyMap<string, Instant>;

/** How far the data of an owner (a service, a fleet, a host) can be trusted to be all there. */
export interface Horizon {
  /** The end of the last bucket that is closed for an owner; `position` is how far it was judged before. */
  closedUpTo(rule: Pick<Rule, 'owner'>, owner: string, position: Instant): Instant;
  /** Whom the first metric of the rule was heard of lately. */
  heard(rule: Pick<Rule, 'view'>): readonly string[];
  /** False while history may still come: a source is being read for the first time, or an older minute waits to be counted. */
  isWhole(from: Instant): boolean;
}

/**
 * A bucket is closed when it is over by the grace, every source that the owner may come from was read past it, and no changed minute of it
 * waits to be counted. A source counts for an owner unless the owner has been heard after what the source was read up to. Sources are looked
 * at before the marks, and the marks before the series: what was read by then is marked by then.
 */
export async function openHorizon(store: Store, rules: readonly Rule[], clock: Clock): Promise<Horizon> {
  const now = clock.now();
  const sources = await store.documents.find('source');
  const marks = await store.documents.find('changed', { limit: MARKS });
  const metrics = [...new Set(rules.map(firstMetric))];
  const read = metrics.map(async (metric) => [metric, await lastHeard(metric, store, now)] as const);
  const heard = new Map(await Promise.all(read));

  const newestOf = newestByOwner(heard);
  const uncounted = marks.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const reading = sources.flatMap(({ data }) => SourceState.safeParse(data).data ?? []).filter(isRead(now));
  const readUpTo = reading.flatMap((source) => source.readUpTo ?? []);
  const isFirstReading = reading.some((source) => source.readUpTo === undefined);
  const newest = Math.max(...[...heard.values()].flatMap((owners) => [...owners.values()]));
  const sourceless = sources.length === 0 && Number.isFinite(newest) ? [newest] : [];

  return {
    closedUpTo(rule, owner, position) {
      const known = Math.max(newestOf(rule.owner, owner), position);
      const holding = [...readUpTo, ...sourceless].filter((upTo) => upTo >= known - MINUTE);
      const waiting = uncounted.filter((at) => at >= position).slice(0, 1);
      return bucketOf(Math.min(now - GRACE, ...holding, ...waiting), MINUTE);
    },
    heard: (rule) => [...(heard.get(firstMetric(rule))?.keys() ?? [])],
    isWhole: (from) => !isFirstReading && !uncounted.some((at) => at < from),
  };
}

export function firstMetric({ view }: Pick<Rule, 'view'>): MetricName {
  return view.readings[0].metric;
}

function newestByOwner(heard: ReadonlyMap<MetricName, Heard>): (label: string, owner: string) => Instant {
  const newest = new Map<string, Instant>();
  for (const [metric, owners] of heard)
    for (const [owner, at] of owners) {
      const key = `${ownerLabel(metric)} ${owner}`;
      newest.set(key, Math.max(at, newest.get(key) ?? at));
    }
  return (label, owner) => newest.get(`${label} ${owner}`) ?? Number.NEGATIVE_INFINITY;
}

function isRead(now: Instant) {
  return ({ item, goneAt, fault }: SourceState): boolean =>
    item && goneAt === undefined && (fault === undefined || now - fault.since <= STUCK_AFTER);
}

/** The newest minute in which each owner of a metric was heard. */
async function lastHeard(metric: MetricName, { series }: Store, now: Instant): Promise<Heard> {
  const within = metric === 'log.events' ? LOGS_HEARD_WITHIN : HEARD_WITHIN;
  const window = { from: bucketOf(now - within, MINUTE), to: now + HOUR };
  const label = ownerLabel(metric);
  const found = await series.read({ metric, window }, MINUTE, [label]);
  return new Map(
    found.map(({ labels, samples }) => [labels[label] ?? '', samples.at(-1)?.at ?? Number.NEGATIVE_INFINITY]),
  );
}
