import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { askCommand } from '../../../src/cli/ask.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { clock, event, storeOf } from './stored.ts';
import { KNOWN, NOW } from './world.ts';

const folder = await mkdtemp(join(tmpdir(), 'sysmon-ask-'));
const names = join(folder, 'known.json');
await writeFile(names, JSON.stringify(KNOWN));
afterAll(() => rm(folder, { recursive: true }));

const PARSE = ['--parse', '--now', '2026-11-24T14:30:00Z', '--timezone', 'Europe/Berlin', '--known', names];

async function run(args: string[], lines: string[] = []) {
  const stdout = new PassThrough();
  const openStore = () => storeOf([event(NOW - MINUTE, { message: 'boom \u001b]0;owned\u0007' })]);
  const code = await askCommand(args, {
    openStore,
    stdin: Readable.from([lines.join('\n')]),
    stdout,
    clock,
    columns: 80,
  });
  stdout.end();
  const text = await stdout.toArray().then((chunks) => Buffer.concat(chunks).toString());
  return { code, text, lines: text.trimEnd().split('\n') };
}

test('--parse prints the typed question, and opens no store', async () => {
  const { code, text } = await run(['errors api last 24h', ...PARSE]);
  expect(code).toBe(0);
  expect(JSON.parse(text).question).toMatchObject({
    subject: 'errors',
    services: ['api'],
    time: { from: '2026-11-23T14:30:00.000Z', to: '2026-11-24T14:30:00.000Z' },
  });
});

test('--stdin takes plain lines and JSON items, and answers each on a line of its own, under its id', async () => {
  const items = [
    'errors api',
    JSON.stringify({ id: 'q2', previous: 'errors api last 24h', text: 'and web?' }),
    '',
    '{"id":"q3","text":"ack 12"}',
    'tell me a joke',
  ];
  const { code, lines } = await run(['--stdin', ...PARSE], items);
  const [first, second, third, fourth] = lines.map((line) => JSON.parse(line));
  expect(first.question.subject).toBe('errors');
  expect(second).toMatchObject({ id: 'q2', question: { services: ['web'], timeWords: 'last 24h' } });
  expect(third).toEqual({ id: 'q3', command: 'ack', args: { id: '12' } });
  expect(fourth.error).toContain('joke');
  expect(code).toBe(1);
});

test('an answer in a terminal has its headline, a table and the lines, and no control characters', async () => {
  const { text } = await run(['logs', 'api', '--timezone', 'Europe/Berlin']);
  expect(text).toContain('1 log line.');
  expect(text).toContain('15:29:00 error api API-4F2A boom');
  expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
});

test('--json is the whole answer for machines', async () => {
  const { text } = await run(['errors', '--json', '--timezone', 'UTC']);
  expect(JSON.parse(text)).toMatchObject({
    headline: '1 error, none in the hour before.',
    question: { time: { to: '2026-11-24T14:30:00.000Z' } },
  });
});

test('what is not understood is said, and the exit code tells', async () => {
  const { code, text } = await run(['frobnicate', '--timezone', 'UTC']);
  expect(code).toBe(1);
  expect(text).toContain('"frobnicate"');
});

test.each([
  [['--now', 'soon', 'errors'], '--now'],
  [['--timezone', 'Mars/Olympus', 'errors'], '--timezone'],
  [['--known', '/nonexistent.json', 'errors'], '--known'],
  [['--frob', 'errors'], 'frob'],
  [[], 'usage'],
])('options that are wrong are named: %j', async (args, fault) => {
  await expect(run(args)).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringContaining(fault) });
});
