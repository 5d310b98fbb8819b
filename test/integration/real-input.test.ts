import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answer, known, understand } from '../../src/ask/index.ts';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLog } from '../../src/core/log.ts';
import { HOUR, MINUTE, systemClock } from '../../src/core/time.ts';
import { startSysmon } from '../../src/main.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { freshDatabase } from '../support/database.ts';
import { everyEvent } from '../support/every-event.ts';
import { openFeed, spread } from '../support/feed.ts';
import { logFile } from '../support/log-files.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { act } from './sandbox-slack-app.ts';

const FILES = { apache: logFile('Apache'), openssh: logFile('OpenSSH') };
const { apache, openssh } = FILES;

const database = await freshDatabase();
const store = await openPostgresStore({ url: database, clock: systemClock, log: silentLog });
const undo: (() => Promise<void>)[] = [() => store.close()];
let outside: Outside;

/** What a sysmon that runs makes of two real logs that an application writes to CloudWatch. */
beforeAll(async () => {
  outside = await startOutside({ database });
  undo.push(outside.stop);
  for (const [name, { lines }] of Object.entries(FILES)) {
    const feed = await openFeed(outside.cloudwatch, `/real/${name}`);
    const now = Date.now();
    await feed.put(spread(lines, { from: now - 5 * HOUR, to: now - MINUTE }));
    feed.close();
  }
  const settings = await loadSettings(outside.variables);
  const sysmon = await startSysmon(settings, { clock: systemClock, log: silentLog });
  undo.push(sysmon.stop);
  await settled();
}, 60_000);
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

/** All that was written is stored and counted, and its end was read once more after that. */
async function settled(): Promise<void> {
  const lines = apache.lines.length + openssh.lines.length;
  await until(async () => {
    const window = { from: 0, to: Date.now() };
    const [total] = await store.events.count({ window }, []);
    expect(total?.count).toBe(lines);
    expect(await store.documents.find('changed')).toEqual([]);
  });
  const calls = () => outside.cloudwatch.hand.calls.get('FilterLogEvents') ?? 0;
  const before = calls();
  await until(async () => expect(calls()).toBeGreaterThanOrEqual(before + 2 * Object.keys(FILES).length));
}

const until = (met: () => Promise<void>) => vi.waitFor(met, { timeout: 30_000, interval: 100 });

async function ask(text: string) {
  const asking = { now: Date.now(), timezone: 'UTC', known: await known(store, systemClock) };
  const understood = understand(text, asking);
  if (understood.kind !== 'question') throw new Error(JSON.stringify(understood));
  return answer(understood.question, { store, clock: systemClock, timezone: 'UTC' });
}

test.each(Object.entries(FILES))(
  'each line of %s is one event, in the order of the file',
  async (service, { lines }) => {
    const window = { from: Date.now() - 12 * HOUR, to: Date.now() };
    const events = await everyEvent(store.events, { window, where: { 'service.name': [service] } });
    const stored = events.map(({ message }) => message);
    expect(stored).toHaveLength(lines.length);
    expect(lines.filter((line, index) => !line.endsWith(stored[index] ?? ' '))).toEqual([]);
  },
);

test('errors are as many as grep counts', async () => {
  expect((await ask('errors apache last 12h')).headline).toMatch(`${apache.count('\\[error\\]')} errors,`);
  const failed = openssh.count('sshd\\[[0-9]*\\]: (error|fatal):', '-E');
  expect((await ask('errors openssh last 12h')).headline).toMatch(`${failed} errors,`);
});

test('the top codes are the kinds of errors in the file, each as often as grep counts its words', async () => {
  const phrases = ['workerEnv in error state', 'Directory index forbidden', "Can't find child", 'child init'];
  const { table, headline } = await ask('top codes apache last 12h');
  const rows = table?.rows.map(([, service, count, , line]) => ({ service, count, line })) ?? [];
  const expected = phrases
    .map((phrase) => ({ phrase, count: apache.count(phrase) }))
    .sort((one, other) => other.count - one.count);
  expect(rows.map(({ count }) => Number(count))).toEqual(expected.map(({ count }) => count));
  for (const { phrase, count } of expected) {
    const row = rows.find(({ line }) => line?.includes(phrase));
    expect(row).toMatchObject({ service: 'apache', count: String(count) });
  }
  expect(headline).toBe(`4 error codes in ${apache.count('\\[error\\]')} errors.`);
});

test.each([
  ['logs apache last 12h', apache.count('')],
  ['logs openssh last 12h', openssh.count('')],
  ['logs last 12h', apache.count('') + openssh.count('')],
  ['logs apache level notice last 12h', apache.count('\\[notice\\]')],
  ['logs openssh "Failed password" last 12h', openssh.count('Failed password')],
  ['logs openssh "invalid user" last 12h', openssh.count('invalid user', '-i')],
  ['logs openssh "183.62.140.253" last 12h', openssh.count('183.62.140.253', '-F')],
])('%s: as many as grep counts, %i', async (question, count) => {
  const { headline, lines } = await ask(question);
  expect(headline).toMatch(`${count.toLocaleString('en-US')} log lines, the newest 30 of them`);
  expect(lines).toHaveLength(30);
});

test('the lines shown are the last ones that grep finds', async () => {
  const { lines } = await ask('logs openssh "Failed password" last 12h');
  const found = openssh.lines.filter((line) => line.includes('Failed password')).slice(-30);
  expect(found.filter((line, index) => !line.endsWith(lines?.[index]?.text ?? ' '))).toEqual([]);
});

test('in Slack the same is answered', async () => {
  const errors = await act(outside.slack, 'command', { text: '/sysmon errors apache last 12h' });
  expect(errors.ephemeral[0]?.text).toContain(` ${apache.count('\\[error\\]')} errors,`);
  const top = await act(outside.slack, 'command', { text: '/sysmon top codes apache last 12h' });
  expect(top.ephemeral[0]?.text).toContain(`4 error codes in ${apache.count('\\[error\\]')} errors.`);
  const logs = await act(outside.slack, 'command', {
    text: '/sysmon logs openssh "Failed password" last 12h',
  });
  expect(logs.ephemeral[0]?.text).toContain(` ${openssh.count('Failed password')} log lines,`);
});
