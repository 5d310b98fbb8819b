import { z } from 'zod';
import type { Instant } from '../../../src/core/time.ts';
import type { LogGroup } from '../catalog.ts';
import { arnOf, GroupName, operation, StreamName, type World } from '../operation.ts';
import { pageToken, readPageToken } from '../page-token.ts';
import { visibility } from '../visible.ts';

const MOST = 50;
const Named = z.object({ logGroupName: GroupName, logStreamName: StreamName });

export const createLogStream = operation(Named, async (input, { catalog }) => {
  await catalog.createStream(input.logGroupName, input.logStreamName);
  return {};
});

export const deleteLogStream = operation(Named, async (input, { catalog }) => {
  await catalog.deleteStream(input.logGroupName, input.logStreamName);
  return {};
});

export const describeLogStreams = operation(
  z.object({
    logGroupName: GroupName,
    logStreamNamePrefix: z.string().default(''),
    orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
    descending: z.boolean().default(false),
    nextToken: z.string().optional(),
    limit: z.number().int().min(1).max(MOST).default(MOST),
  }),
  async ({ nextToken, limit, ...question }, world) => {
    const group = world.catalog.group(question.logGroupName);
    const streams = (await described(group, world))
      .filter(({ logStreamName }) => logStreamName.startsWith(question.logStreamNamePrefix))
      .sort(question.orderBy === 'LastEventTime' ? byLastEvent : byName);
    if (question.descending) streams.reverse();
    const from = nextToken ? Number(readPageToken(nextToken, question, world.clock, world.tokenLifetime)) : 0;
    const to = from + limit;
    return {
      logStreams: streams.slice(from, to),
      ...(to < streams.length ? { nextToken: pageToken(String(to), question, world.clock) } : {}),
    };
  },
);

type Described = Awaited<ReturnType<typeof described>>[number];

const byName = (a: Described, b: Described) => (a.logStreamName < b.logStreamName ? -1 : 1);
const byLastEvent = (a: Described, b: Described) =>
  (a.lastEventTimestamp ?? 0) - (b.lastEventTimestamp ?? 0) || byName(a, b);

async function described(group: LogGroup, world: World) {
  const times = await timesByStream(group, world);
  return [...group.streams].map(([logStreamName, creationTime]) => ({
    logStreamName,
    creationTime,
    ...times.get(logStreamName),
    arn: `${arnOf(world, group.name)}:log-stream:${logStreamName}`,
    storedBytes: 0,
  }));
}

interface Times {
  firstEventTimestamp: Instant;
  lastEventTimestamp: Instant;
  lastIngestionTime: Instant;
}

async function timesByStream(group: LogGroup, { segments, ...world }: World): Promise<Map<string, Times>> {
  const visible = visibility(group, { segments, ...world });
  const times = new Map<string, Times>();
  for (const day of await segments.days(group.name)) {
    for (const { stream, timestamp, ingestionTime } of (await segments.read(group.name, day)).filter(
      visible,
    )) {
      const before = times.get(stream);
      times.set(stream, {
        firstEventTimestamp: before?.firstEventTimestamp ?? timestamp,
        lastEventTimestamp: timestamp,
        lastIngestionTime: Math.max(ingestionTime, before?.lastIngestionTime ?? 0),
      });
    }
  }
  return times;
}
