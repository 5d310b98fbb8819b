import { SourceState } from '../../core/source-state.ts';
import { bucketOf, type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';
import { SERVICE } from '../../detect/view.ts';
import type { Store } from '../../store/store.ts';

/** Events come this much later than they happened without anything being wrong. */
const GRACE = 20 * SECOND;
/** A source that fails for so long holds verdicts up no longer. One that nobody tried to read (the bot was down) does. */
const STUCK_AFTER = 10 * MINUTE;
const MARKS = 50_000;

/** How far the data of a service can be trusted to be all there. */
export interface Horizon {
  /** The end of the last bucket that is closed for a service; `position` is how far it was judged before. */
  closedUpTo(service: string, position: Instant): Instant;
  /** Services heard in the last hour. */
  heard: readonly string[];
  /** False while history may still come: a source is being read for the first time, or an older minute waits to be counted. */
  isWhole(from: Instant): boolean;
}

/**
 * A bucket is closed when it is over by the grace, every source that the service may come from was read past it, and no changed minute of it
 * waits to be counted. A source counts for a service unless the service has been heard after what the source was read up to. Sources are looked
 * at before the marks: what was read by then is marked by then.
 */
export async function openHorizon(store: Store, clock: Clock): Promise<Horizon> {
  const now = clock.now();
  const sources = await store.documents.find('source');
  const marks = await store.documents.find('changed', { limit: MARKS });
  const heard = await lastHeard(store, now);

  const uncounted = marks.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const reading = sources.flatMap(({ data }) => SourceState.safeParse(data).data ?? []).filter(isRead(now));
  const read = reading.flatMap((source) => source.readUpTo ?? []);
  const isFirstReading = reading.some((source) => source.readUpTo === undefined);
  const newest = Math.max(...heard.values());
  const sourceless = sources.length === 0 && Number.isFinite(newest) ? [newest] : [];

  return {
    closedUpTo(service, position) {
      const known = Math.max(heard.get(service) ?? Number.NEGATIVE_INFINITY, position);
      const holding = [...read, ...sourceless].filter((upTo) => upTo >= known - MINUTE);
      const waiting = uncounted.filter((at) => at >= position).slice(0, 1);
      return bucketOf(Math.min(now - GRACE, ...holding, ...waiting), MINUTE);
    },
    heard: [...heard.keys()],
    isWhole: (from) => !isFirstReading && !uncounted.some((at) => at < from),
  };
}

function isRead(now: Instant) {
  return ({ item, goneAt, fault }: SourceState): boolean =>
    item && goneAt === undefined && (fault === undefined || now - fault.since <= STUCK_AFTER);
}

/** The newest minute of the last hour in which each service was heard. */
async function lastHeard({ series }: Store, now: Instant): Promise<Map<string, Instant>> {
  const window = { from: bucketOf(now - HOUR, MINUTE), to: now + HOUR };
  const found = await series.read({ metric: 'log.events', window }, MINUTE, [SERVICE]);
  return new Map(
    found.map(({ labels, samples }) => [
      labels[SERVICE] ?? '',
      samples.at(-1)?.at ?? Number.NEGATIVE_INFINITY,
    ]),
  );
}
