import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import { onTestFinished } from 'vitest';
import { type CloudWatchOptions, startCloudWatch } from '../../sandbox/cloudwatch/index.ts';
import type { RawEvent } from '../../src/core/event.ts';
import { silentLog } from '../../src/core/log.ts';
import { type Clock, type Instant, systemClock } from '../../src/core/time.ts';
import { CloudWatchLogsSettings, cloudWatchLogs } from '../../src/sources/cloudwatch-logs/index.ts';
import type { Batch, Source, SourceDeps } from '../../src/sources/source.ts';

/** What a client needs to talk to some CloudWatch Logs. */
export interface Address {
  url: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-cloudwatch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function localCloudWatch(options: Partial<CloudWatchOptions> = {}) {
  const folder = options.folder ?? (await temporaryFolder());
  const server = await startCloudWatch({ clock: systemClock, log: silentLog, ...options, folder });
  onTestFinished(() => server.stop());
  return server;
}

export function clientOf({ url, region, ...credentials }: Address): CloudWatchLogsClient {
  const client = new CloudWatchLogsClient({ region, endpoint: url, credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

/** Writes as an application does: group and stream are made on the way. */
export function writerOf(address: Address) {
  const client = clientOf(address);
  const unlessThere = (error: unknown) => {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  };
  return async (group: string, stream: string, events: [at: Instant, text: string][]) => {
    await client.send(new CreateLogGroupCommand({ logGroupName: group })).catch(unlessThere);
    const names = { logGroupName: group, logStreamName: stream };
    await client.send(new CreateLogStreamCommand(names)).catch(unlessThere);
    const logEvents = events.map(([timestamp, message]) => ({ timestamp, message }));
    return client.send(new PutLogEventsCommand({ ...names, logEvents }));
  };
}

const NO_LIMIT: SourceDeps['openBudget'] = () => ({ take: async () => {}, pause: async () => {} });

/** Waits are a hundredth of what they are. */
export const depsOf = (clock: Clock = systemClock): SourceDeps => ({
  clock,
  log: silentLog,
  openBudget: NO_LIMIT,
  random: () => 0,
  wait: async (milliseconds, signal) => {
    await setTimeout(milliseconds / 100, undefined, { signal });
  },
});

export function settingsOf(
  { url, region, accessKeyId, secretAccessKey }: Address,
  more: object = {},
): CloudWatchLogsSettings {
  return CloudWatchLogsSettings.parse({
    kind: 'cloudwatch-logs',
    regions: [region],
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey },
    ...more,
  });
}

export function sourceOf(address: Address, more: object = {}, deps: SourceDeps = depsOf()): Source {
  const source = cloudWatchLogs(settingsOf(address, more), deps);
  onTestFinished(() => source.close());
  return source;
}

export async function readAll(source: Source, item: string, cursor?: unknown) {
  const batches: Batch[] = [];
  for await (const batch of source.read(item, cursor, new AbortController().signal)) batches.push(batch);
  const events: RawEvent[] = batches.flatMap((batch) => batch.events);
  return { batches, events, texts: events.map(({ text }) => text), next: batches.at(-1)?.next };
}
