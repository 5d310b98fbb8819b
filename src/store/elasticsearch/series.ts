import pLimit from 'p-limit';
import { metric as metricOf } from '../../core/metrics.ts';
import type { Point } from '../../core/series.ts';
import { HOUR, type Instant } from '../../core/time.ts';
import type { SeriesStore } from '../series-store.ts';
import type { Connection } from './connection.ts';
import { freshness } from './freshness.ts';
import { dayOf, seriesDays } from './series-days.ts';
import { dropHours, dropMinutes } from './series-drop.ts';
import { readDurations } from './series-durations.ts';
import { listLabels } from './series-list.ts';
import { readNumbers } from './series-numbers.ts';
import { packsOf } from './series-packs.ts';
import { writePacks } from './series-write.ts';

/** Hours of series that are read and written at a time: some megabytes. */
const LOT = 1_000;

/** Minutes in an index a UTC day, hours in one a month. */
export function seriesStore(connection: Connection): SeriesStore {
  const { names } = connection;
  const fresh = freshness(connection);
  const days = seriesDays(connection, fresh);
  /** Two writers of one process would only run into each other. */
  const inTurn = pLimit(1);

  async function write(points: readonly Point[]): Promise<void> {
    const open = await inTurn(() => days.open(points.map(({ at }) => dayOf(at))));
    const packs = packsOf(points.filter(({ at }) => open.has(dayOf(at))));
    for (let start = 0; start < packs.length; start += LOT) {
      const lot = packs.slice(start, start + LOT);
      await inTurn(() => writePacks(connection, lot)).catch(forgetDays);
    }
  }

  /** Another process may have dropped one of them: whoever tries again asks anew. */
  function forgetDays(error: unknown): never {
    days.forget();
    throw error;
  }

  async function drop(minutesBefore: Instant, hoursBefore: Instant): Promise<void> {
    await dropMinutes(connection, dayOf(minutesBefore));
    days.forget();
    await dropHours(connection, fresh, dayOf(hoursBefore));
  }

  return {
    write,
    async read(filter, step, by) {
      const indices = step === HOUR ? names.hoursPattern : names.seriesIn(filter.window);
      await fresh.refresh(indices);
      const read = metricOf(filter.metric).kind === 'duration' ? readDurations : readNumbers;
      return read(connection, indices, filter, step, by);
    },
    async list(filter) {
      const indices = `${names.seriesIn(filter.window)},${names.hoursPattern}`;
      await fresh.refresh(indices);
      return listLabels(connection, indices, filter);
    },
    drop,
  };
}
