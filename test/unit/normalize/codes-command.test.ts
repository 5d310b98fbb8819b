import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codesCommand } from '../../../src/cli/codes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'codes-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function codes(...args: string[]) {
  const stdout = new PassThrough();
  const printed = text(stdout);
  await codesCommand(args, { stdout, stderr: new PassThrough(), clock: { now: () => 0 } });
  stdout.end();
  return lines(await printed);
}

const lines = (content: string): { code: string; template: string }[] =>
  content
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const USERS = ['alice', 'bob', 'carol', 'dave', 'erin'];
const SESSIONS = USERS.map((user) => `session opened for user ${user} by sshd`);

test('every line has the code it has once all were read, in the order of the file', async () => {
  const path = await file('sshd.log', `${SESSIONS.join('\n')}\nall done\n`);
  const coded = await codes(path);
  expect(coded.map(({ template }) => template)).toEqual([
    ...USERS.map(() => 'session opened for user * by sshd'),
    'all done',
  ]);
  expect(new Set(coded.map(({ code }) => code)).size).toBe(2);
  expect(coded[0]?.code).toMatch(/^SSHD-[0-9A-F]{6}$/);
});

test('a stack trace has one code on each of its lines, an empty line its own', async () => {
  const trace = 'ERROR boom: order 7\nError: boom\n    at total (/app/orders.js:1:2)\n\nready';
  const coded = await codes(await file('trace.log', trace));
  expect(coded).toHaveLength(5);
  expect(new Set(coded.slice(0, 3).map(({ code }) => code)).size).toBe(1);
  expect(coded[4]?.template).toBe('ready');
});

test.each([
  ['csv', 'Id,Content,When\n1,"disk ""sda"" full\nat 90 %",x\n2,ready,y\n', 'Content'],
  ['tsv', 'Id\tnote\n1\tdisk "sda" full\n2\tready\n', 'note'],
  ['jsonl', '{"a":{"note":"disk \\"sda\\" full"},"x":1}\n{"a":{"note":"ready"},"x":2}\n', 'a.note'],
])('of a %s file only the named column counts', async (ending, content, column) => {
  const coded = await codes(await file(`disk.${ending}`, content), '--column', column);
  expect(coded.map(({ template }) => template)).toEqual(['disk * full', 'ready']);
});

test('JSON lines and packed logs are read as they are', async () => {
  const path = await file('web.log.gz', gzipSync('{"msg":"cart 7 is empty","level":"info"}\nplain\n'));
  expect((await codes(path)).map(({ template }) => template)).toEqual(['cart * is empty', 'plain']);
});

test('files of one service in one folder share what was learned; others do not', async () => {
  const parts = [
    await file('a.log', SESSIONS.slice(0, 3).join('\n')),
    await file('a.log.1', SESSIONS.slice(3).join('\n')),
  ];
  const other = await file('b.log', SESSIONS[0] ?? '');
  const coded = await codes(...parts, other);
  expect(new Set(coded.slice(0, 5).map(({ code }) => code)).size).toBe(1);
  expect(coded[5]?.template).toBe('session opened for user alice by sshd');
  const [whole] = await codes(...parts, other, '--service', 'a');
  expect(whole?.code).toBe(coded[0]?.code);
});

test('with --out the lines go to a file, or to one of each name in a folder, and a table is printed', async () => {
  const path = await file('cart.log', SESSIONS.join('\n'));
  const stdout = new PassThrough();
  const printed = text(stdout);
  const deps = { stdout, stderr: new PassThrough(), clock: { now: () => 0 } };
  await codesCommand([path, '--out', join(folder, 'out.jsonl')], deps);
  await codesCommand([path, '--out', `${folder}/many/`], deps);
  stdout.end();
  expect(lines(await readFile(join(folder, 'out.jsonl'), 'utf8'))).toHaveLength(5);
  expect(lines(await readFile(join(folder, 'many/cart.log.jsonl'), 'utf8'))).toHaveLength(5);
  expect(await printed).toMatch(/CART-\w{6} +5 +session opened for user \* by sshd\n\n5 lines, 1 codes/);
});

test.each([
  [['nowhere.log'], /there is no such file/],
  [[], /usage: codes/],
  [['.'], /is a folder/],
  [['--format', 'xml', 'x'], /no format xml; there are: text, json/],
  [['--colum', 'x'], /--colum/],
])('what is wrong is said: %j', async (args, fault) => {
  await expect(codes(...args)).rejects.toThrow(fault);
});

test('a column that is not there is named, with those that are', async () => {
  const csv = await file('some.csv', 'a,b\n1,2\n');
  await expect(codes(csv, '--column', 'c')).rejects.toThrow(/no column c; It has a, b/);
  await expect(codes(csv)).rejects.toThrow(/which column holds the messages\? It has a, b/);
  const json = await file('some.jsonl', '{"a":1}\n');
  await expect(codes(json, '--column', 'c')).rejects.toThrow(/no line has a field c/);
});

test('a place that nothing can be written to is said, for a file as for a folder', async () => {
  const path = await file('fine.log', 'ready\n');
  await expect(codes(path, '--out', join(folder, 'no/such/out.jsonl'))).rejects.toThrow(
    /--out can't be written/,
  );
  await expect(codes(path, '--out', join(folder, 'no/such/folder/'))).rejects.toThrow(
    /--out can't be written/,
  );
});

test('a line without end is read to its first megabyte, and the next one is as it should be', async () => {
  const path = await file('long.log', `start ${'x y '.repeat(1_000_000)}\nready\n`);
  expect((await codes(path)).at(-1)?.template).toBe('ready');
});
