import { join } from 'node:path';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type CloudWatch, startCloudWatch } from '../../sandbox/cloudwatch/index.ts';
import { linesOfMinute, SERVICES } from '../../sandbox/scenario/story.ts';
import { openGroups, writeLines } from '../../sandbox/scenario/writer.ts';
import { silentLog } from '../../src/core/log.ts';
import { bucketOf, DAY, HOUR, type Instant, MINUTE, SECOND, systemClock } from '../../src/core/time.ts';

export interface QuietLogs {
  cloudWatch: CloudWatch;
  stop(): Promise<void>;
}

const HISTORY = 14 * DAY - 10 * MINUTE;

/** A CloudWatch with two weeks of the sandbox's services, that go on at their usual pace, and nothing goes wrong any more. */
export async function startQuietLogs(folder: string): Promise<QuietLogs> {
  const options = { folder: join(folder, 'cloudwatch'), clock: systemClock, log: silentLog };
  const cloudWatch = await startCloudWatch(options);
  const { region, url: endpoint } = cloudWatch;
  const client = new CloudWatchLogsClient({ region, endpoint, credentials: cloudWatch });
  await openGroups(client, SERVICES);
  const start = systemClock.now() + 10 * HOUR;
  let written = systemClock.now() - HISTORY;

  async function tell(to: Instant): Promise<void> {
    for (const service of SERVICES) {
      const first = bucketOf(written, MINUTE) - MINUTE;
      const minutes = Array.from({ length: (to - first) / MINUTE + 1 }, (_, index) => first + index * MINUTE);
      const lines = minutes.flatMap((minute) => linesOfMinute(service, minute, start));
      const due = lines.filter(({ at }) => at >= written && at < to);
      await writeLines(
        client,
        service,
        due.toSorted((a, b) => a.at - b.at),
      );
    }
    written = to;
  }

  await tell(systemClock.now());
  let telling = Promise.resolve();
  const timer = setInterval(() => {
    telling = telling.then(() => tell(systemClock.now()));
  }, SECOND);
  return {
    cloudWatch,
    stop: async () => {
      clearInterval(timer);
      await telling;
      client.destroy();
      await cloudWatch.stop();
    },
  };
}
