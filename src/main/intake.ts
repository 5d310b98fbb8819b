import type { JobContext } from '../../jobs/job.ts';
import { keepEvents } from '../../jobs/keep-events.ts';
import { mergeLearned } from '../../jobs/learned-codes.ts';
import { createPushedLines, type PushedLines } from '../../jobs/pushed-lines.ts';
import type { Settings } from '../config/settings.ts';
import type { RawEvent } from '../core/event.ts';
import type { Point } from '../core/series.ts';
import { SECOND } from '../core/time.ts';
import type { IntakeOptions, Keeping } from '../http/intake/routes.ts';
import { DATASET } from '../sources/intake/firehose/origins.ts';
import { intakeProtocols } from '../sources/intake/index.ts';

type Context = Omit<JobContext, 'signal' | 'sources'>;

/** Events, or points, stored in one go. */
const BATCH = 2_000;
/** What several requests bring is counted together. */
const AGGREGATE_AFTER = SECOND;

/** The intake, over what collect jobs store with: a line that is pushed and polled has one id and one memory. */
export function openIntake(
  { intake, sources }: Pick<Settings, 'intake' | 'sources'>,
  context: Context,
): IntakeOptions {
  const polled = sources.filter((source) => source.kind === 'cloudwatch-logs');
  const openLines = createPushedLines(({ origin }) => origin.dataset === DATASET);
  return {
    ...intake,
    protocols: intakeProtocols(polled),
    keep: () => keeping(openLines(), context),
    clock: context.clock,
    log: context.log,
  };
}

/** Stores as a collect job does: events, then the marks of their minutes. What fails is thrown, and is answered before anything else is taken. */
function keeping(lines: PushedLines, context: Context): Keeping {
  const { store, enqueue, log } = context;
  let waiting: RawEvent[] = [];
  let measured: Point[] = [];
  let news = 0;

  async function storeEvents(): Promise<void> {
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    await mergeLearned(context);
    news += await keepEvents(events, context);
  }

  async function storePoints(): Promise<void> {
    const points = measured;
    measured = [];
    if (points.length > 0) await store.series.write(points);
  }

  return {
    take: async ({ events, points }) => {
      waiting.push(...lines.push(events));
      measured.push(...points);
      if (waiting.length >= BATCH) await storeEvents();
      if (measured.length >= BATCH) await storePoints();
    },
    end: async () => {
      waiting.push(...lines.flush());
      await storeEvents();
      await storePoints();
      lines.commit();
      if (news === 0) return;
      // It is stored: that it is counted a moment later is no reason to have it sent again.
      await enqueue('aggregate', {}, { id: 'all', delay: AGGREGATE_AFTER }).catch((error) =>
        log.warn({ error: String(error) }, 'what was sent waits for the timetable to be counted'),
      );
    },
  };
}
