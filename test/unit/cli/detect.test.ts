import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { momentOf } from '../../../src/cli/detect/moment.ts';
import { detectCommand } from '../../../src/cli/detect.ts';
import { ConfigError } from '../../../src/core/errors.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { counts, MONDAY } from '../detect/series.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sysmon-detect-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** 400 ordinary minutes and a burst in the 301st. */
const VALUES = counts(400, 5, 3).with(300, 90);
const timeAt = (minute: number) => new Date(MONDAY + minute * MINUTE).toISOString();
const lines = (values: readonly (number | string)[]) =>
  values.map((value, minute) => `${timeAt(minute)},${value},x${minute}`);

async function file(
  name: string,
  rows: readonly string[],
  header = 'timestamp,value,label',
): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, [...(header ? [header] : []), ...rows, ''].join('\n'));
  return path;
}

async function detect(...args: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await detectCommand(args, { stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const rowsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

test('each row comes back with score, range, grade and reason; what else it held is kept', async () => {
  const { code, out } = await detect(await file('api.csv', lines(VALUES)));
  const [header, ...rows] = rowsOf(out);
  expect(code).toBe(0);
  expect(header).toEqual(
    'timestamp,value,anomaly_score,expected_low,expected_high,grade,reason,label'.split(','),
  );
  expect(rows).toHaveLength(400);
  expect(rows[300]?.slice(0, 2)).toEqual([timeAt(300), '90']);
  expect(Number(rows[300]?.[2])).toBeGreaterThanOrEqual(0.75);
  expect(out).toMatch(/,2,"?90, usually 0 to 1\d.*,x300\n/);
  expect(rows.filter((row) => Number(row[2]) >= 0.5)).toHaveLength(1);
});

test('blank cells, words and unknown times are kept in their place, told, and change no score', async () => {
  const whole = await detect(await file('whole.csv', lines(VALUES)), '--out', join(folder, 'out'));
  const holes = [...lines(VALUES)];
  holes.splice(200, 0, `${timeAt(199)},,blank`, `${timeAt(199)},NaN,word`, 'yesterday,5,when');
  const { out } = await detect(await file('holes.csv', holes), '--out', join(folder, 'out'));
  const scored = async (name: string) => rowsOf(await readFile(join(folder, 'out', name), 'utf8'));
  const rows = await scored('holes.csv');
  expect(rows).toHaveLength(404);
  expect(rows[201]?.slice(0, 3)).toEqual([timeAt(199), '', '0.0000']);
  expect(rows.toSpliced(201, 3)).toEqual(await scored('whole.csv'));
  expect(out).toContain('2 of 403 rows not judged: the value is not a number (the first is row 201)');
  expect(out).toContain('1 of 403 rows not judged: the time is not understood (the first is row 203)');
  expect(whole.out).toContain('400 points, 1 never seen');
});

test('rows out of order are judged in the order of time and written in their own', async () => {
  const { out: sorted } = await detect(await file('sorted.csv', lines(VALUES)));
  const { out } = await detect(await file('mixed.csv', lines(VALUES).toReversed()));
  expect(rowsOf(out).slice(1).toReversed()).toEqual(rowsOf(sorted).slice(1));
});

test('a file without a header, with semicolons, with seconds since 1970, is read as one', async () => {
  const rows = VALUES.map((value, minute) => `${(MONDAY + minute * MINUTE) / 1000};${value}`);
  const { out } = await detect(await file('plain.csv', rows, ''));
  expect(rowsOf(out)).toHaveLength(401);
  expect(Number(rowsOf(out)[301]?.[2])).toBeGreaterThanOrEqual(0.75);
});

test('a folder keeps its subfolders, and files that share a name keep what tells them apart', async () => {
  const [a, b] = [await file('in/a/cpu.csv', lines(VALUES)), await file('in/b/cpu.csv', lines(VALUES))];
  await file('in/b/disk.csv', lines(VALUES));
  await detect(join(folder, 'in'), '--out', join(folder, 'all'));
  await detect(a, b, '--out', join(folder, 'two'));
  await detect(a, '--out', join(folder, 'one'));
  const written = async (name: string) =>
    (await readdir(join(folder, name), { recursive: true })).filter((path) => path.endsWith('.csv')).sort();
  expect(await written('all')).toEqual(['a/cpu.csv', 'b/cpu.csv', 'b/disk.csv']);
  expect(await written('two')).toEqual(['a/cpu.csv', 'b/cpu.csv']);
  expect(await written('one')).toEqual(['cpu.csv']);
});

test('a file that is no series is told, and the others are judged', async () => {
  const good = await file('good.csv', lines(VALUES));
  const bad = await file('bad.csv', ['a,b', 'c,d'], 'when,what');
  const { code, out, err } = await detect(bad, good, '--json');
  expect(code).toBe(1);
  expect(err).toContain('no time in it is understood (the first is "a")');
  expect(JSON.parse(out)).toMatchObject({ file: 'good.csv', points: 400, neverSeen: 1 });
});

test('wrong arguments are told with what to type', async () => {
  await expect(detect()).rejects.toThrow('usage: detect');
  await expect(detect(join(folder, 'none.csv'))).rejects.toThrow('there is no such file');
  const two = [await file('a.csv', lines(VALUES)), await file('b.csv', lines(VALUES))];
  await expect(detect(...two)).rejects.toThrow(ConfigError);
  expect((await detect(two[0] ?? '', '--out', folder)).err).toContain('would overwrite');
});

test('times are read as people write them, and never guessed', () => {
  const ten = Date.UTC(2026, 10, 24, 10, 4);
  for (const words of [
    '2026-11-24T10:04:00Z',
    '2026-11-24 10:04',
    '2026/11/24 11:04:00 +01:00',
    '1795514640',
    '1795514640000',
  ])
    expect(momentOf(words), words).toBe(ten);
  for (const words of ['03/04/2026 10:00', '', 'noon', '12', '2026-13-01'])
    expect(momentOf(words)).toBeUndefined();
});
