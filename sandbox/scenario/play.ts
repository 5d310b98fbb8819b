import { join } from 'node:path';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { Log } from '../../src/core/log.ts';
import { bucketOf, type Clock, DAY, type Instant, MINUTE, SECOND, type Window } from '../../src/core/time.ts';
import { loadProgress, saveProgress } from './progress.ts';
import type { Line, Service } from './service.ts';
import { linesOfMinute, SERVICES } from './story.ts';
import { openGroups, writeLines } from './writer.ts';

export interface Scenario {
  stop(): Promise<void>;
}

/** CloudWatch takes nothing older than 14 days; a little less leaves time to write it. */
const HISTORY = 14 * DAY - 10 * MINUTE;
const TICK = SECOND;

/**
 * Tells the story: what has happened since it was last told (two weeks at the first start), then line by line as time goes. Resolves once the
 * past is written.
 */
export async function playScenario(options: {
  client: CloudWatchLogsClient;
  folder: string;
  clock: Clock;
  log: Log;
}): Promise<Scenario> {
  const { client, clock, log } = options;
  const file = join(options.folder, 'scenario.json');
  const start = clock.now();
  let written = Math.max((await loadProgress(file)) ?? 0, start - HISTORY);
  await openGroups(client, SERVICES);

  async function tell(to: Instant): Promise<void> {
    const window = { from: written, to };
    await Promise.all(
      SERVICES.map((service) => writeLines(client, service, linesOf(service, window, start))),
    );
    written = to;
    await saveProgress(file, written);
  }

  await tell(start);
  let telling = Promise.resolve();
  const timer = setInterval(() => {
    telling = telling
      .then(() => tell(clock.now()))
      .catch((error) => log.warn({ error: String(error) }, 'the scenario could not write; it tries again'));
  }, TICK);
  return {
    stop: async () => {
      clearInterval(timer);
      await telling;
    },
  };
}

/** A minute's work may write into the next one; PutLogEvents wants the order of time. */
function linesOf(service: Service, { from, to }: Window, start: Instant): Line[] {
  const lines: Line[] = [];
  for (let minute = bucketOf(from, MINUTE) - MINUTE; minute < to; minute += MINUTE) {
    lines.push(...linesOfMinute(service, minute, start).filter(({ at }) => at >= from && at < to));
  }
  return lines.sort((a, b) => a.at - b.at);
}
