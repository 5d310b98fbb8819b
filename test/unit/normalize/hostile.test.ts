import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from './support.ts';

const LONG = 200_000;
const repeated = (text: string) => text.repeat(Math.ceil(LONG / text.length));

/** Texts that make backtracking patterns and naive scanners quadratic. */
const HOSTILE: Record<string, string> = {
  'one letter': repeated('a'),
  digits: repeated('1'),
  'spaced digits': repeated('1 1-'),
  brackets: repeated('['),
  'nested objects': repeated('{"a":'),
  'nested lists in JSON': `{"a":${'['.repeat(LONG)}${']'.repeat(LONG)}}`,
  quotes: repeated('"'),
  apostrophes: repeated(" 'a'b"),
  backslashes: repeated('\\"'),
  spaces: `x${repeated(' ')}y`,
  tabs: repeated('\t'),
  newlines: repeated('\n'),
  'frames of a trace': `Error: x${repeated('\n    at f (/a.js:1:1)')}`,
  'Python frames': `Traceback (most recent call last):${repeated('\n  File "a.py", line 1, in f')}`,
  'tokens that begin': repeated('eyJa-'),
  'key blocks that begin': repeated('-----BEGIN RSA PRIVATE KEY-----'),
  'names of secrets': repeated('token'),
  'secrets without end': `${repeated('password="')}`,
  addresses: repeated('a@b.'),
  'URLs with users': repeated('a://b:c'),
  pairs: `level=info ${repeated('a="b\\" ')}`,
  'keys of JSON': `{${Array.from({ length: 100_000 }, (_, index) => `"k${index.toString(36)}":1`).join(',')}}`,
  'an access log line': `1.1.1.1 - - [01/Jan/2024:10:00:00 +0000] "GET /${repeated('a/')} HTTP/1.1" 200 1`,
  'structured data of syslog': `<1>1 - h a p i ${repeated('[a b="c"]')}`,
  'dots and names': repeated('a.b:'),
  'surrogates cut in half': repeated('\ud83d'),
};

describe.each(Object.entries(HOSTILE))('%s', (_, text) => {
  test('is kept, and takes no longer than its length allows', () => {
    const started = performance.now();
    const event = normalize(text, { maskEmails: true });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(event.message.length).toBeGreaterThan(0);
  });
});

test('a line of 10 MB is kept to its first megabyte, and says how long it was', () => {
  const { message } = normalize(`ERROR ${'x'.repeat(10_000_000)}`);
  expect(message).toMatch(/^ERROR xxx/);
  expect(message).toMatch(/x… \[cut: 10,000,006 characters\]$/);
  expect(message.length).toBeLessThan(1_048_700);
});

test('a line of up to a megabyte is kept whole', () => {
  const line = `ERROR ${'x '.repeat(500_000)}`;
  expect(normalize(line).message).toBe(line);
});

test('an object with too many keys keeps its message and 64 labels', () => {
  const event = normalize(HOSTILE['keys of JSON']?.replace('{', '{"msg":"many","level":"error",') ?? '');
  expect(event).toMatchObject({ message: 'many', 'log.level': 'error' });
  expect(Object.keys(event.labels ?? {})).toHaveLength(64);
});

test('keys that would reach a prototype change nothing but a label', () => {
  const event = normalize('{"msg":"x","__proto__":"bad","constructor":{"prototype":{"polluted":"yes"}}}');
  expect(event.labels).toEqual({ '(__proto__)': 'bad', 'constructor.prototype.polluted': 'yes' });
  expect(Object.getPrototypeOf(event.labels)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

test('what no store can keep is replaced: NUL and half characters', () => {
  expect(normalize('a\0b \ud800 c\ufffd\r').message).toBe('a\u2400b \ufffd c\ufffd');
});

test('no text throws, is lost, or leaves what a store refuses', () => {
  const piece = fc.constantFrom(
    '{"level":', '"', '}', '[error]', '=', ' ', '\n', '\t', '<11>', 'Jan  1 10:00:00', 'a', '1', 'ERROR', ':', '2024-01-01', '\\', '\0', '\ud800',
  ); // biome-ignore format: a list to read
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
    fc.json(),
  );
  fc.assert(
    fc.property(text, (line) => {
      const event = normalize(line);
      const whole = JSON.stringify(event);
      expect(event['event.code']).toMatch(/^[A-Z0-9]+-[0-9A-F]{6,}$/);
      expect(event['service.name']).toMatch(/^\S+$/);
      expect(whole).not.toContain('\\u0000');
      expect(event.message.isWellFormed()).toBe(true);
    }),
    { numRuns: 500 },
  );
});
