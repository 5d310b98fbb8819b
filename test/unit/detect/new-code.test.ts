import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { NewCodeState, newCode } from '../../../src/detect/rules/new-code.ts';
import { severityOf } from '../../../src/detect/severity.ts';
import { MONDAY } from './series.ts';

const rule = newCode({ rule: 'new-codes' });
const events = { metric: 'log.events', labels: { 'service.name': 'api' } } as const;
const code = (name: string, level = 'error') =>
  ({
    metric: 'log.codes',
    labels: { 'service.name': 'api', 'log.level': level, 'event.code': name },
  }) as const;

/** Feeds a service that is known since Monday, and returns what is found. */
function found(...codes: { at: number; name: string; count?: number; level?: string }[]) {
  let { state } = rule.step(rule.start(), { at: MONDAY, value: 9 }, events, false);
  return codes.flatMap(({ at, name, count = 1, level }) => {
    const verdict = rule.step(state, { at: MONDAY + at, value: count }, code(name, level), false);
    state = NewCodeState.parse(JSON.parse(JSON.stringify(verdict.state)));
    return verdict.finding ?? [];
  });
}

test('a code that a known service has never written is found at once', () => {
  expect(found({ at: 2 * DAY + HOUR, name: 'API-4F2A', count: 12 })).toMatchObject([
    {
      seen: 12,
      since: MONDAY + 2 * DAY + HOUR,
      reason: 'new error API-4F2A, 12 times in a minute, never seen since 16 Nov',
    },
  ]);
});

test('the first error ever of a service that was quiet for days is new', () => {
  expect(found({ at: 10 * DAY, name: 'API-1' })).toHaveLength(1);
});

test('in the first day everything is learned, and nothing of it is new later', () => {
  expect(found({ at: HOUR, name: 'API-1' }, { at: 3 * DAY, name: 'API-1' })).toEqual([]);
});

test('it stays new for an hour, and then it is known', () => {
  const times = [0, MINUTE, 59 * MINUTE, 60 * MINUTE, 5 * DAY].map((after) => ({
    at: 2 * DAY + after,
    name: 'API-2',
  }));
  const findings = found(...times);
  expect(findings.map(({ at }) => at - MONDAY - 2 * DAY)).toEqual([0, MINUTE, 59 * MINUTE]);
  expect(new Set(findings.map(({ since }) => since)).size).toBe(1);
});

test('a late event with a new code is found, and seeing a bucket again changes nothing', () => {
  const late = found({ at: 2 * DAY, name: 'API-3' }, { at: 2 * DAY - 5 * MINUTE, name: 'API-4' });
  expect(late.map(({ labels }) => labels['event.code'])).toEqual(['API-3', 'API-4']);
  const twice = found({ at: 2 * DAY, name: 'API-3' }, { at: 2 * DAY, name: 'API-3' });
  expect(twice[0]).toEqual(twice[1]);
});

test('how bad a new error is follows from level, count and words', () => {
  expect(severityOf('error', 3, 'card declined')).toBe('warning');
  expect(severityOf('fatal', 1, 'bye')).toBe('severe');
  expect(severityOf('error', 80, 'card declined')).toBe('severe');
  expect(severityOf('error', 1, 'FATAL ERROR: Reached heap limit, JavaScript heap out of memory')).toBe(
    'severe',
  );
});
