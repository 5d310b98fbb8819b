import { createHash } from 'node:crypto';
import type { Service } from '../../sandbox/scenario/service.ts';
import { linesOfMinute, SERVICES } from '../../sandbox/scenario/story.ts';
import type { RawEvent } from '../../src/core/event.ts';
import { bucketOf, type Instant, MINUTE, type Window } from '../../src/core/time.ts';

/** A source item with all that it has to say, as a reader of CloudWatch gives it: in the order of time. */
export interface Item {
  id: string;
  events: RawEvent[];
}

export interface Telling {
  window: Window;
  /** How many times as busy the sandbox's services are as under `npm start`. */
  busier: number;
  /** When the story begins whose incident comes 45 seconds later; before it are those of its history. */
  start: Instant;
}

/** The lines of the sandbox's five services: JSON, access log, text with stack traces of two languages, Lambda. */
export function tell({ window, busier, start }: Telling): Item[] {
  return SERVICES.map((service) => ({
    id: `bench/eu-west-1/${service.group}`,
    events: [...rawEvents({ ...service, rate: service.rate * busier }, window, start)],
  }));
}

function* rawEvents(service: Service, { from, to }: Window, start: Instant): Generator<RawEvent> {
  let sequence = from;
  for (let minute = bucketOf(from, MINUTE); minute < to; minute += MINUTE) {
    for (const { at, text } of linesOfMinute(service, minute, start)) {
      if (at >= from && at < to) yield rawEvent(service, at, text, sequence++);
    }
  }
}

function rawEvent({ group, stream }: Service, at: Instant, text: string, sequence: number): RawEvent {
  const name = `${group}\n${stream}\n${sequence}`;
  return {
    id: createHash('sha256').update(name).digest('base64url').slice(0, 24),
    at,
    ingestedAt: at,
    text,
    lines: 1,
    origin: {
      dataset: 'aws.cloudwatch_logs',
      stream,
      group,
      service: group.split('/').at(-1) ?? group,
      region: 'eu-west-1',
    },
  };
}
