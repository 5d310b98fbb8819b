import { z } from 'zod';
import { bucketOf, type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';
import { SERVICE } from '../../detect/view.ts';
import type { Store } from '../../store/store.ts';

/** Events come this much later than they happened without anything being wrong. */
const GRACE = 20 * SECOND;
/** A source that could not be read for so long holds verdicts up no longer. */
const STUCK_AFTER = 10 * MINUTE;
const MARKS = 50_000;

const Reading = z.object({ readUpTo: z.number() });

/** How far the data of a service can be trusted to be all there. */
export interface Horizon {
  /** The end of the last bucket that is closed for a service; `position` is how far it was judged before. */
  closedUpTo(service: string, position: Instant): Instant;
  /** Services heard in the last hour. */
  heard: readonly string[];
  /** True while a changed minute before this one waits to be counted. */
  isUncounted(before: Instant): boolean;
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
  const fresh = sources.filter(({ updatedAt }) => updatedAt > now - STUCK_AFTER);
  const read = fresh.flatMap(({ data }) => {
    const parsed = Reading.safeParse(data);
    return parsed.success ? [parsed.data.readUpTo] : [];
  });
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
    isUncounted: (before) => uncounted.some((at) => at < before),
  };
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
