import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask } from './world.ts';

const LONG = [
  'errors '.repeat(1_500),
  'a'.repeat(10_000),
  '1'.repeat(10_000),
  `${'last 24h and '.repeat(800)}`,
  '<'.repeat(10_000),
  '"'.repeat(9_999),
];

test.each(LONG)('ten thousand characters are refused at once', (text) => {
  const start = performance.now();
  expect(ask(text).kind).toBe('unclear');
  expect(performance.now() - start).toBeLessThan(50);
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) =>
      ['question', 'command', 'unclear'].includes(ask(text).kind),
    ),
    { numRuns: 300 },
  );
});

test('words of the language in any order never make it throw, and take at most a moment', () => {
  const word = fc.constantFrom(
    ...'errors logs api web not except by and or vs last 24h 5 top p95 since 9am yesterday from to between 10 - , "x" status 5xx compare more which the containing /v1 level:warn mute alert when > in'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => {
      const start = performance.now();
      ask(words.join(' '));
      return performance.now() - start < 500;
    }),
    { numRuns: 500 },
  );
});

test('one unknown word is enough to refuse a sentence, wherever it stands', () => {
  const words = 'p95 latency api by endpoint last 6h'.split(' ');
  for (let place = 0; place <= words.length; place++) {
    const text = words.toSpliced(place, 0, 'frobnicated').join(' ');
    expect(ask(text), text).toMatchObject({
      kind: 'unclear',
      unclear: { error: expect.stringContaining('frobnicated') },
    });
  }
});
