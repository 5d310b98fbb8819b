import { expect, test } from 'vitest';
import { levelOf, levelOfOpenTelemetry, levelOfPython } from '../../../src/normalize/level/level.ts';
import { normalize } from './support.ts';

test.each([
  ['ERROR cannot open file', 'error'],
  ['error: cannot open file', 'error'],
  ['Error: cannot open file', 'error'],
  ['[warn] disk is nearly full', 'warn'],
  ['<CRITICAL> no disk', 'fatal'],
  ['2024-01-01 10:00 [main] DEBUG cache hit', 'debug'],
  ['web-1  | 2024-01-01 ERROR boom', 'error'],
  ['request done level=error', 'error'],
  ['fatal: not a git repository', 'fatal'],
  ['panic: runtime error: index out of range', 'fatal'],
  ['Traceback (most recent call last):', 'error'],
  ['Exception in thread "main" java.lang.IllegalStateException', 'error'],
  ['java.lang.IllegalStateException: closed', 'error'],
  ['Uncaught TypeError: x is undefined', 'error'],
  ['Failed password for root', 'warn'],
  ['reverse mapping failed - POSSIBLE BREAK-IN ATTEMPT!', 'warn'],
  ['app[7]: segfault at 0 ip 0', 'error'],
])('%s is %s', (line, level) => {
  expect(normalize(line)['log.level']).toBe(level);
});

test.each([
  '0 errors found',
  'error_count=0 in 5 s',
  'there was no ERROR in the file',
  'the warning was sent',
  'checked: all fine, not one fatal failure',
  'GET /errors/ERROR?level of detail',
  'Information desk opened',
])('a word in the middle of prose is no level: %s', (line) => {
  expect(normalize(line)['log.level']).toBe('info');
});

test('levels by number are those of the framework that counts so', () => {
  expect([10, 20, 30, 35, 40, 50, 60, 99].map(levelOf)).toEqual([
    'trace', 'debug', 'info', 'info', 'warn', 'error', 'fatal', 'fatal',
  ]); // biome-ignore format: a list to read
  expect([0, 3, 4, 5, 7].map(levelOf)).toEqual(['fatal', 'error', 'warn', 'notice', 'debug']);
  expect([10, 20, 30, 40, 50].map(levelOfPython)).toEqual(['debug', 'info', 'warn', 'error', 'fatal']);
  expect([1, 5, 9, 13, 17, 24].map(levelOfOpenTelemetry)).toEqual([
    'trace', 'debug', 'info', 'warn', 'error', 'fatal',
  ]); // biome-ignore format: a list to read
});

test('a level that nobody knows is left to the message', () => {
  expect(normalize('{"level":"audit","msg":"ERROR no such user"}')).toMatchObject({
    'log.level': 'error',
    labels: { level: 'audit' },
  });
});
