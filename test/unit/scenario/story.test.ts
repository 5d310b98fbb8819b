import { describe, expect, test } from 'vitest';
import { batches } from '../../../sandbox/scenario/batches.ts';
import { troubleAt } from '../../../sandbox/scenario/incidents.ts';
import type { Line } from '../../../sandbox/scenario/service.ts';
import { linesOfMinute, SERVICES } from '../../../sandbox/scenario/story.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';

const START = Date.parse('2026-11-24T14:30:00Z');

describe('the story that the sandbox tells', () => {
  test.each(SERVICES)('$group writes the same lines whenever it is asked', (service) => {
    for (let minute = START - HOUR; minute < START + HOUR; minute += MINUTE) {
      expect(linesOfMinute(service, minute, START)).toEqual(linesOfMinute(service, minute, START));
    }
  });

  test('something goes wrong within a minute of the start, and is over again', () => {
    const during = troubleAt(START + MINUTE, START);
    expect(during).toMatchObject({ kind: 'pool-exhausted' });
    expect(during && troubleAt(during.to, START)).toBeUndefined();
  });

  test('the two weeks before had troubles of their own', () => {
    const minutes = Array.from({ length: 14 * 24 * 60 }, (_, minute) => START - minute * MINUTE);
    const kinds = new Set(minutes.map((at) => troubleAt(at, START)?.kind).filter(Boolean));
    expect([...kinds].sort()).toEqual(['bad-deploy', 'pool-exhausted', 'provider-down']);
  });

  test('an incident is far above what a service usually writes', () => {
    const [checkout] = SERVICES.filter(({ group }) => group === '/ecs/checkout');
    const errors = (at: number) =>
      checkout ? linesOfMinute(checkout, at, START).filter(({ text }) => / ERROR /.test(text)).length : 0;
    expect(errors(START - 10 * MINUTE)).toBe(0);
    expect(errors(START + 2 * MINUTE)).toBeGreaterThan(10);
  });
});

describe('what one PutLogEvents takes', () => {
  const lines = (count: number, apart: number, text: string): Line[] =>
    Array.from({ length: count }, (_, index) => ({ at: START + index * apart, text }));
  const cases: [string, Line[], number][] = [
    ['10,000 events', lines(10_001, 1, 'x'), 2],
    ['one day', lines(3, DAY / 2, 'x'), 2],
    ['one mebibyte with 26 bytes an event', lines(11, 1, 'x'.repeat(100_000)), 2],
    ['all of it where it fits', lines(100, 1, 'x'), 1],
  ];

  test.each(cases)('%s', (_name, given, expected) => {
    const cut = [...batches(given)];
    expect(cut).toHaveLength(expected);
    expect(cut.flat()).toEqual(given);
  });
});
