import { z } from 'zod';
import { bucketOf, DAY } from '../../../src/core/time.ts';
import { invalidParameter } from '../aws-error.ts';
import type { LogGroup } from '../catalog.ts';
import { filterPattern } from '../filter-pattern.ts';
import { GroupName, groupNameOf, operation, StreamName, type World } from '../operation.ts';
import { pageToken, readPageToken } from '../page-token.ts';
import { bytesOf, firstId, type StoredEvent } from '../stored-event.ts';
import { visibility } from '../visible.ts';

const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
/** AWS stops looking after a while and answers an empty page with a token; here after this many days without a match. */
const EMPTY_DAYS = 2;
const END_OF_TIME = Date.UTC(2100, 0);

const Question = z.object({
  logGroupName: GroupName.optional(),
  logGroupIdentifier: z.string().optional(),
  logStreamNames: z.array(StreamName).min(1).max(100).optional(),
  logStreamNamePrefix: z.string().min(1).optional(),
  startTime: z.number().int().nonnegative().default(0),
  endTime: z.number().int().nonnegative().default(END_OF_TIME),
  filterPattern: z.string().max(1024).optional(),
  limit: z.number().int().min(1).max(MOST_EVENTS).default(MOST_EVENTS),
  interleaved: z.boolean().optional(),
});
type Question = z.infer<typeof Question>;

export const filterLogEvents = operation(
  Question.extend({ nextToken: z.string().optional() }),
  async ({ nextToken, ...question }, world) => {
    const group = world.catalog.group(groupNameIn(question));
    const after = nextToken ? readPageToken(nextToken, question, world.clock, world.tokenLifetime) : '';
    const { events, next } = await onePage(group, question, after, world);
    return {
      events: events.map(({ id, stream, timestamp, message, ingestionTime }) => ({
        logStreamName: stream,
        timestamp,
        message,
        ingestionTime,
        eventId: id,
      })),
      searchedLogStreams: [],
      ...(next ? { nextToken: pageToken(next, question, world.clock) } : {}),
    };
  },
);

function groupNameIn({
  logGroupName,
  logGroupIdentifier,
  logStreamNames,
  logStreamNamePrefix,
}: Question): string {
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined))
    throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be specified');
  if (logStreamNames && logStreamNamePrefix)
    throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.');
  return logGroupName ?? groupNameOf(logGroupIdentifier ?? '');
}

interface Page {
  events: StoredEvent[];
  /** The id after which the next page begins. */
  next?: string;
}

/** Events after the id `after`, until the page is full or the window ends. */
async function onePage(group: LogGroup, question: Question, after: string, world: World): Promise<Page> {
  const matches = matcher(group, question, world);
  const start = after > firstId(question.startTime) ? Number(after.slice(0, 13)) : question.startTime;
  const days = (await world.segments.days(group.name)).filter(
    (day) => day >= bucketOf(start, DAY) && day <= question.endTime,
  );
  const events: StoredEvent[] = [];
  let bytes = 0;
  let scanned = after;
  for (const [index, day] of days.entries()) {
    for (const event of await world.segments.read(group.name, day)) {
      if (event.id <= after || !matches(event)) continue;
      bytes += bytesOf(event.message);
      if (events.length === question.limit || (bytes > MOST_BYTES && events.length > 0))
        return { events, next: scanned };
      events.push(event);
      scanned = event.id;
    }
    const more = index + 1 < days.length;
    if (more && events.length === 0 && index + 1 >= EMPTY_DAYS) return { events, next: firstId(day + DAY) };
  }
  return { events };
}

function matcher(group: LogGroup, question: Question, world: World): (event: StoredEvent) => boolean {
  const { startTime, endTime, logStreamNames, logStreamNamePrefix: prefix = '' } = question;
  const streams = logStreamNames && new Set(logStreamNames);
  const pattern = filterPattern(question.filterPattern);
  const visible = visibility(group, world);
  return (event) =>
    event.timestamp >= startTime &&
    event.timestamp <= endTime &&
    (streams?.has(event.stream) ?? event.stream.startsWith(prefix)) &&
    visible(event) &&
    pattern(event.message);
}
