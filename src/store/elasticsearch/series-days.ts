import { errors } from '@elastic/elasticsearch';
import { bucketOf, DAY, type Instant } from '../../core/time.ts';
import type { Connection } from './connection.ts';
import type { Freshness } from './freshness.ts';
import { ON_NO_INDEX } from './search.ts';

/** The UTC days whose minutes are there or may come. */
export interface Days {
  /** Those among these days (their starts) that take points. A new day gets its index here. */
  open(days: Iterable<Instant>): Promise<Set<Instant>>;
  /** Forgets which are there, since some were dropped. */
  forget(): void;
}

export function dayOf(at: Instant): Instant {
  return bucketOf(at, DAY);
}

export function seriesDays({ run, names }: Connection, freshness: Freshness): Days {
  const known = new Set<Instant>();
  const isThere = (day: Instant) => run((client) => client.indices.exists({ index: names.series(day) }));

  /** A day whose hours are there but whose minutes are gone takes none: a late point would make an hour of itself alone. */
  async function hasHours(day: Instant): Promise<boolean> {
    const index = names.hours(day);
    await freshness.refresh(index);
    const query = { range: { hour: { gte: day, lt: day + DAY } } };
    const { hits } = await run((client) =>
      client.search({ index, ...ON_NO_INDEX, query, size: 1, _source: false }),
    );
    return hits.hits.length > 0;
  }

  async function create(day: Instant): Promise<void> {
    await run(async (client) => {
      try {
        await client.indices.create({ index: names.series(day) });
      } catch (error) {
        if (!isThereAlready(error)) throw error;
      }
    });
  }

  /** Asked again after the hours were seen: another process may have begun the day meanwhile. */
  async function takes(day: Instant): Promise<boolean> {
    if (await isThere(day)) return true;
    if (await hasHours(day)) return isThere(day);
    await create(day);
    return true;
  }

  return {
    async open(days) {
      const asked = new Set(days);
      for (const day of asked) if (!known.has(day) && (await takes(day))) known.add(day);
      return new Set([...asked].filter((day) => known.has(day)));
    },
    forget: () => known.clear(),
  };
}

function isThereAlready(error: unknown): boolean {
  return (
    error instanceof errors.ResponseError && error.body?.error?.type === 'resource_already_exists_exception'
  );
}
