import type { Finding } from '../../../src/core/finding.ts';
import { type Clock, type Instant, MINUTE } from '../../../src/core/time.ts';
import type { Enqueue } from '../../../src/core/work.ts';

export const TEN: Instant = Date.UTC(2026, 10, 24, 10);
export const ADA = { id: 'U1', name: 'Ada' };
export const BOB = { id: 'U2', name: 'Bob' };

/** A finding at some minute after 10:00, of the errors of `api` if nothing else is said. */
export function finding(minute: number, more: Partial<Finding> = {}): Finding {
  return {
    kind: 'anomaly',
    rule: 'errors',
    severity: 'warning',
    metric: 'log.events',
    labels: { 'service.name': 'api', 'log.level': 'error,fatal' },
    at: TEN + minute * MINUTE,
    since: TEN,
    seen: 42,
    expected: { low: 0, high: 6 },
    reason: '42 errors/min, usually 0 to 6',
    grade: 1,
    ...more,
  };
}

export const NEW_CODE: Partial<Finding> = {
  kind: 'new_code',
  rule: 'new-codes',
  metric: 'log.codes',
  labels: { 'service.name': 'api', 'log.level': 'error', 'event.code': 'API-4F2A' },
  reason: 'new error API-4F2A',
  grade: 2,
};

export interface TurnedClock extends Clock {
  set(at: Instant): void;
}

/** A clock that a test turns. */
export function turnedClock(at: Instant): TurnedClock {
  let now = at;
  return { now: () => now, set: (later) => (now = later) };
}

/** A queue that keeps what it was given, in order. */
export function openQueue(): { enqueue: Enqueue; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    enqueue: async (name, _payload, { id } = {}) => void asked.push(id ? `${name} ${id}` : name),
  };
}
