import { z } from 'zod';
import { DAY } from '../../../src/core/time.ts';
import { invalidParameter, notFound } from '../aws-error.ts';
import { GroupName, groupNameOf, operation, StreamName, type World } from '../operation.ts';
import type { StoredEvent } from '../stored-event.ts';
import { visibility } from '../visible.ts';

const Question = z.object({
  logGroupName: GroupName.optional(),
  logGroupIdentifier: z.string().optional(),
  logStreamName: StreamName,
  startTime: z.number().int().default(0),
  endTime: z.number().int().default(Number.MAX_SAFE_INTEGER),
  limit: z.number().int().min(1).max(10_000).default(10_000),
  startFromHead: z.boolean().default(false),
  nextToken: z.string().optional(),
});
type Question = z.infer<typeof Question>;

/** A token is a direction and the id it goes on from: `f/<id>` or `b/<id>`. At the end the same token comes back. */
export const getLogEvents = operation(Question, async (question, world) => {
  const [direction, id] = position(question);
  const events = await eventsOf(question, world);
  const page =
    direction === 'f'
      ? events.filter((event) => event.id > id).slice(0, question.limit)
      : events.filter((event) => event.id < id).slice(-question.limit);
  return {
    events: page.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${page.at(-1)?.id ?? id}`,
    nextBackwardToken: `b/${page[0]?.id ?? id}`,
  };
});

function position({ nextToken, startFromHead }: Question): [direction: string, id: string] {
  if (nextToken === undefined) return startFromHead ? ['f', ''] : ['b', '9'];
  const [, direction, id] = nextToken.match(/^([fb])\/(\d*)$/) ?? [];
  if (direction === undefined || id === undefined)
    throw invalidParameter('The specified nextToken is invalid.');
  return [direction, id];
}

async function eventsOf(question: Question, world: World): Promise<StoredEvent[]> {
  const { logStreamName, startTime, endTime } = question;
  const group = world.catalog.group(question.logGroupName ?? groupNameOf(question.logGroupIdentifier ?? ''));
  if (!group.streams.has(logStreamName)) throw notFound('stream');
  const visible = visibility(group, world);
  const found: StoredEvent[] = [];
  for (const day of await world.segments.days(group.name)) {
    if (day + DAY <= startTime || day >= endTime) continue;
    for (const event of await world.segments.read(group.name, day)) {
      const { stream, timestamp } = event;
      if (stream === logStreamName && timestamp >= startTime && timestamp < endTime && visible(event))
        found.push(event);
    }
  }
  return found;
}
