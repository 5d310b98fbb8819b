import { expect, test } from 'vitest';
import {
  acknowledged,
  isMuted,
  muted,
  reopened,
  resolved,
  settled,
  ticketed,
  unmuted,
} from '../../../src/alerts/lifecycle.ts';
import { observed, opened } from '../../../src/alerts/observation.ts';
import type { Alert } from '../../../src/core/alert.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';
import { ADA, BOB, finding, NEW_CODE, TEN } from './finding.ts';

const firing = opened(finding(0), [], 'A-1');
const taken = acknowledged(firing, ADA, TEN + MINUTE) as Alert;
const over = settled({ ...firing, lastSeenAt: TEN + 20 * MINUTE }, TEN + 31 * MINUTE);

test('two people click Acknowledge: the second is told who has it', () => {
  expect(taken).toMatchObject({ state: 'acknowledged', acknowledged: { by: ADA, at: TEN + MINUTE } });
  expect(acknowledged(taken, BOB, TEN + 2 * MINUTE)).toEqual({ refused: 'Ada acknowledged it at 10:01 UTC' });
});

test('a resolved alert can be neither acknowledged nor resolved again, and says why', () => {
  expect(acknowledged(over, ADA, TEN + HOUR)).toEqual({
    refused: 'already resolved at 10:31 UTC (recovered: nothing unusual since 10:20 UTC)',
  });
  const closed = resolved(firing, BOB, TEN + MINUTE, 'rolled back') as Alert;
  expect(resolved(closed, ADA, TEN + HOUR, 'x')).toEqual({
    refused: 'already resolved at 10:01 UTC (Bob resolved it)',
  });
});

test('a mute is quiet until it ends, and not a state', () => {
  const mute = { by: ADA, at: TEN, until: TEN + HOUR, reason: 'known' };
  const quiet = muted(taken, mute) as Alert;
  expect(quiet.state).toBe('acknowledged');
  expect([isMuted(quiet, TEN + HOUR - 1), isMuted(quiet, TEN + HOUR)]).toEqual([true, false]);
  expect(unmuted(quiet, TEN + MINUTE)).toEqual(taken);
  expect(unmuted(quiet, TEN + HOUR)).toEqual({ refused: 'it is not muted' });
  expect(muted(taken, { ...mute, until: TEN - HOUR })).toHaveProperty('refused');
});

test('an acknowledged alert that fires again stays acknowledged', () => {
  expect(observed(taken, finding(5), []).state).toBe('acknowledged');
  expect(reopened(settled(taken, TEN + HOUR)).state).toBe('acknowledged');
});

test('what a person closed stays closed, what recovered by itself may come back', () => {
  expect(reopened(over).state).toBe('firing');
  const closed = resolved(firing, BOB, TEN, 'done') as Alert;
  expect(reopened(closed)).toBe(closed);
});

test('settling what is resolved, and attaching the ticket that is attached, changes nothing', () => {
  expect(settled(over, TEN + HOUR)).toBe(over);
  const linked = ticketed(firing, 'T-1');
  expect(ticketed(linked, 'T-1')).toBe(linked);
});

test('the same finding again changes nothing, and growth that nobody would notice neither', () => {
  expect(observed(firing, finding(0), [])).toBe(firing);
  expect(observed(firing, finding(0, { seen: 50 }), [])).toBe(firing);
  expect(observed(firing, finding(0, { seen: 80 }), [])).toMatchObject({ seen: 80, peak: 80 });
  expect(observed(observed(firing, finding(3), []), finding(2), []).lastSeenAt).toBe(TEN + 3 * MINUTE);
});

test('a newer minute tells the newest value, and keeps the highest', () => {
  const later = observed(firing, finding(1, { seen: 12, reason: '12 errors/min' }), []);
  expect(later).toMatchObject({ seen: 12, peak: 42, reason: '12 errors/min', lastSeenAt: TEN + MINUTE });
});

test('severity rises, with what the worse rule says in front, and never falls', () => {
  const worse = observed(firing, finding(1, { ...NEW_CODE, severity: 'severe' }), []);
  expect(worse).toMatchObject({ severity: 'severe', rule: 'new-codes', title: 'api: new error API-4F2A' });
  expect(worse.reason).toBe('new error API-4F2A; 42 errors/min, usually 0 to 6');
  expect(observed(worse, finding(2), [])).toMatchObject({ severity: 'severe', rule: 'new-codes' });
});

test('a rule that joins in is heard, and the first keeps title and values', () => {
  const joined = observed(firing, finding(0, NEW_CODE), []);
  expect(joined).toMatchObject({ rule: 'errors', seen: 42, title: 'api: errors above usual' });
  expect(joined.reason).toBe('42 errors/min, usually 0 to 6; new error API-4F2A');
  expect(observed(joined, finding(0, NEW_CODE), [])).toBe(joined);
});

test('a flood of new codes keeps the reason short and the alert still', () => {
  const codes = Array.from({ length: 20 }, (_, n) =>
    finding(0, { ...NEW_CODE, labels: { ...NEW_CODE.labels, 'event.code': `API-${n}` } }),
  );
  const flooded = codes.reduce((alert, code) => observed(alert, code, []), firing);
  expect(flooded.voices).toHaveLength(4);
  expect(codes.reduce((alert, code) => observed(alert, code, []), flooded)).toBe(flooded);
});
