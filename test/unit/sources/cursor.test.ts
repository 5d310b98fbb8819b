import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import {
  type Cursor,
  firstCursor,
  lengthened,
  nextStretch,
  type Pace,
  shortened,
} from '../../../src/sources/cloudwatch-logs/cursor.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const PACE: Pace = {
  backfill: 14 * DAY,
  overlap: MINUTE,
  lateSweeps: [{ every: 5 * MINUTE, reach: 15 * MINUTE }],
};

function stretches(from: Cursor, now: number, change = (cursor: Cursor) => cursor) {
  const all = [];
  let stretch = nextStretch(from, now, PACE);
  while (stretch) {
    all.push(stretch);
    stretch = nextStretch(change(stretch.next), now, PACE);
  }
  return all;
}

describe('reading a log group', () => {
  test('a new group is read from the backfill to now, without a hole', () => {
    const all = stretches(firstCursor(NOW, PACE), NOW);
    expect(all[0]?.contextUntil).toBeLessThanOrEqual(NOW - 14 * DAY);
    all.slice(1).forEach((stretch, index) => {
      expect(stretch.contextUntil).toBeLessThanOrEqual(all[index]!.next.position);
    });
    expect(all.at(-1)?.next.position).toBe(NOW);
  });

  test('a quiet group needs few calls for two weeks, since its stretches grow', () => {
    expect(stretches(firstCursor(NOW, PACE), NOW, lengthened).length).toBeLessThan(8);
  });

  test('a poll reads back over the overlap, and a margin more for the heads of stack traces', () => {
    const cursor = { ...firstCursor(NOW, PACE), position: NOW - 10 * SECOND };
    const stretch = nextStretch(cursor, NOW, PACE);
    expect(stretch?.contextUntil).toBe(cursor.position - MINUTE);
    expect(stretch?.window.from).toBe(cursor.position - MINUTE - 10 * SECOND);
  });

  test('events ahead of their time are read, and the cursor never goes ahead of now', () => {
    const stretch = nextStretch({ ...firstCursor(NOW, PACE), position: NOW - SECOND }, NOW, PACE);
    expect(stretch?.window.to).toBeGreaterThan(NOW + 2 * HOUR);
    expect(stretch?.next.position).toBe(NOW);
  });

  test('nothing is read twice in one moment', () => {
    expect(nextStretch({ ...firstCursor(NOW, PACE), position: NOW }, NOW, PACE)).toBeUndefined();
  });

  test('after five minutes the last fifteen are looked at again, then not for another five', () => {
    const cursor = { ...firstCursor(NOW - 5 * MINUTE, PACE), position: NOW };
    const [sweep, ...more] = stretches(cursor, NOW);
    expect(sweep?.contextUntil).toBe(NOW - 15 * MINUTE);
    expect(more).toEqual([]);
    expect(sweep?.next).toMatchObject({ position: NOW, swept: { [15 * MINUTE]: NOW } });
  });

  test('a late sweep over much is done in chunks, and goes on where it was', () => {
    const cursor = { ...firstCursor(NOW - 5 * MINUTE, PACE), position: NOW, chunk: 5 * MINUTE };
    const all = stretches(cursor, NOW);
    expect(all.map(({ contextUntil }) => (NOW - contextUntil) / MINUTE)).toEqual([15, 10, 5]);
    expect(all[0]?.next.sweep).toBeDefined();
    expect(all.at(-1)?.next.sweep).toBeUndefined();
  });

  test('a stretch that is too much is tried shorter, down to a minute', () => {
    let cursor: Cursor | undefined = { ...firstCursor(NOW, PACE), chunk: DAY };
    const chunks = [];
    for (; cursor; cursor = shortened(cursor)) chunks.push(cursor.chunk);
    expect(chunks[0]).toBe(DAY);
    expect(chunks.at(-1)).toBe(MINUTE);
  });
});
