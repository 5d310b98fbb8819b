import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { cleanJson, cleanText } from '../../../src/store/clean.ts';

test('JSON text says what cleaning each string says, whatever the string', () => {
  const pieces = string({ unit: 'binary' });
  assert(
    property(pieces, (text) => {
      for (const hostile of [text, `${text}\0`, `\ud800${text}`, `\\u0000${text}\\\0`]) {
        expect(JSON.parse(cleanJson({ [hostile]: [hostile] }))).toEqual({
          [cleanText(hostile)]: [cleanText(hostile)],
        });
      }
    }),
  );
});

test('text without such characters stays as it is', () => {
  expect(cleanText('tab\t, emoji \u{1f600}, \\u0000')).toBe('tab\t, emoji \u{1f600}, \\u0000');
  expect(cleanJson(undefined)).toBe('null');
});
