import { createHash } from 'node:crypto';
import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import type { Origin, RawEvent } from '../../core/event.ts';

/**
 * A line as CloudWatch has it. Its id is made of group, stream and `eventId`, since AWS does not say among what an `eventId` is unique. Half a
 * surrogate pair becomes U+FFFD: no store takes it.
 */
export function rawEvent(event: FilteredLogEvent, origin: Omit<Origin, 'stream'>): RawEvent {
  const { eventId = '', logStreamName: stream = '', timestamp = 0, ingestionTime, message = '' } = event;
  const { region = '', account = '', group } = origin;
  const parts = [account, region, group, stream, eventId];
  return {
    id: createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 24),
    at: timestamp,
    ...(ingestionTime === undefined ? {} : { ingestedAt: ingestionTime }),
    text: message.toWellFormed(),
    lines: 1,
    origin: { ...origin, stream },
  };
}
