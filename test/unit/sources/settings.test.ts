import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import { matchesAny, serviceOf } from '../../../src/sources/cloudwatch-logs/settings.ts';
import { SOURCE_KINDS, SourceSettings, SourcesSettings } from '../../../src/sources/index.ts';

const LEAST = { kind: 'cloudwatch-logs', regions: ['eu-west-1'] };

test('every kind of source is registered, and nothing else is', async () => {
  const folder = new URL('../../../src/sources/', import.meta.url);
  const files = await readdir(folder, { recursive: true });
  // A folder that several sources share, and what is pushed to us, opens no source or has nothing to set.
  const read = files
    .filter((file) => file.endsWith('/index.ts'))
    .map((file) => file.replace('/index.ts', ''))
    .filter((name) => files.includes(`${name}/settings.ts`));
  expect(Object.keys(SOURCE_KINDS).toSorted()).toEqual(read.toSorted());
});

test('a Region is all that has to be said', () => {
  expect(SourceSettings.parse(LEAST)).toMatchObject({
    name: 'cloudwatch-logs',
    groups: ['*'],
    backfill: HOUR,
    overlap: MINUTE,
    callsPerSecond: 2,
    lateSweeps: [
      { every: 5 * MINUTE, reach: 15 * MINUTE },
      { every: HOUR, reach: 6 * HOUR },
    ],
  });
});

test('durations are read as people write them', () => {
  expect(SourceSettings.parse({ ...LEAST, backfill: '14d' })).toMatchObject({ backfill: 14 * DAY });
});

test.each([
  ['a misspelled setting', { group: ['a'] }],
  ['a star in the middle of a group', { groups: ['/aws/*/checkout'] }],
  ['a Region that is none', { regions: ['Ireland'] }],
  ['a duration without a unit', { backfill: '14' }],
  ['a late sweep without a pause', { lateSweeps: [{ every: '0s', reach: '1h' }] }],
])('%s is refused', (_, wrong) => {
  expect(SourceSettings.safeParse({ ...LEAST, ...wrong }).success).toBe(false);
});

test('two sources of one name are refused: their groups could not be told apart', () => {
  expect(SourcesSettings.safeParse([LEAST, LEAST]).success).toBe(false);
  expect(SourcesSettings.safeParse([LEAST, { ...LEAST, name: 'other-account' }]).success).toBe(true);
});

test('a pattern is a whole name or the beginning of one', () => {
  expect(matchesAny(['/aws/lambda/*', 'web'], '/aws/lambda/checkout')).toBe(true);
  expect(matchesAny(['/aws/lambda/*', 'web'], 'web-2')).toBe(false);
});

test('a service is named by the settings, else by the last part of its log group', () => {
  expect(serviceOf('/aws/lambda/checkout', {})).toBe('checkout');
  expect(serviceOf('/ecs/api/', {})).toBe('api');
  expect(serviceOf('/aws/rds/instance/main/postgresql', { '/aws/rds/*': 'database' })).toBe('database');
});
