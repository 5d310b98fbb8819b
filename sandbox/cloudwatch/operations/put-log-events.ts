import { z } from 'zod';
import { DAY, HOUR, type Instant } from '../../../src/core/time.ts';
import { invalidParameter, notFound } from '../aws-error.ts';
import { GroupName, operation, StreamName } from '../operation.ts';
import { bytesOf, eventId } from '../stored-event.ts';
import { expiry } from '../visible.ts';

const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const MOST_SPAN = DAY;
const OLDEST = 14 * DAY;
const NEWEST = 2 * HOUR;

const InputEvent = z.object({ timestamp: z.number().int().nonnegative(), message: z.string().min(1) });
type InputEvent = z.infer<typeof InputEvent>;

export const putLogEvents = operation(
  z.object({
    logGroupName: GroupName,
    logStreamName: StreamName,
    logEvents: z.array(InputEvent).min(1).max(MOST_EVENTS),
  }),
  async ({ logGroupName, logStreamName, logEvents }, { catalog, segments, clock, random, ...world }) => {
    const group = catalog.group(logGroupName);
    if (!group.streams.has(logStreamName)) throw notFound('stream');
    checkBatch(logEvents);
    const now = clock.now();
    const expired = expiry(group, { catalog, segments, clock, random, ...world });
    const oldest = Math.max(now - OLDEST, expired);
    const accepted = logEvents.filter(({ timestamp }) => timestamp >= oldest && timestamp <= now + NEWEST);
    const events = accepted.map(({ timestamp, message }) => ({
      id: eventId(timestamp, now, random),
      timestamp,
      ingestionTime: now,
      stream: logStreamName,
      message: message.toWellFormed(),
    }));
    await segments.append(logGroupName, events);
    world.tails.show(logGroupName, events);
    return { nextSequenceToken: eventId(now, now, random), ...rejections(logEvents, now, expired) };
  },
);

function checkBatch(events: readonly InputEvent[]): void {
  const bytes = events.reduce((sum, { message }) => sum + bytesOf(message), 0);
  if (bytes > MOST_BYTES)
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`);
  const times = events.map(({ timestamp }) => timestamp);
  if (times.some((time, index) => time < (times[index - 1] ?? 0)))
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > MOST_SPAN)
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
}

/** Which events of the batch were not taken: the first ones up to an index, or the last ones from an index. */
function rejections(events: readonly InputEvent[], now: Instant, expired: Instant) {
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + NEWEST);
  const tooOldEnd = countBefore(events, now - OLDEST);
  const expiredEnd = countBefore(events, expired);
  const info = {
    ...(tooNew >= 0 ? { tooNewLogEventStartIndex: tooNew } : {}),
    ...(tooOldEnd > 0 ? { tooOldLogEventEndIndex: tooOldEnd } : {}),
    ...(expiredEnd > tooOldEnd ? { expiredLogEventEndIndex: expiredEnd } : {}),
  };
  return Object.keys(info).length > 0 ? { rejectedLogEventsInfo: info } : {};
}

function countBefore(events: readonly InputEvent[], time: Instant): number {
  return events.filter(({ timestamp }) => timestamp < time).length;
}
