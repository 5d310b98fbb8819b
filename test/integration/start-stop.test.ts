import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { DAY, systemClock } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { databaseProcesses, dataFolder, npmStart, runFile } from '../support/npm-start.ts';
import { slackHistory } from '../support/slack-history.ts';

const STARTED = 'Ctrl-C stops everything';
const MINUTE_1 = { timeout: 60_000 };
const until = (met: () => Promise<void>) => vi.waitFor(met, { timeout: 20_000, interval: 100 });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  test(`a start that is stopped by ${signal} leaves no process behind`, MINUTE_1, async () => {
    const folder = await dataFolder();
    const sysmon = npmStart(folder);
    await sysmon.says(STARTED);
    const { http } = await runFile(folder);
    expect((await fetch(`${http}/readyz`)).status).toBe(200);
    const database = await databaseProcesses(folder);
    expect(await database.areGone()).toBe(false);

    expect(await sysmon.end(signal)).toBe(signal === 'SIGKILL' ? signal : 0);
    await until(async () => expect(await database.areGone()).toBe(true));
    await expect(fetch(`${http}/healthz`)).rejects.toThrow('fetch failed');
    const isTold = await stat(join(folder, 'run.json')).catch(() => undefined);
    expect(isTold === undefined).toBe(signal !== 'SIGKILL');
  });
}

test('the next start goes on from where the last one was, however that ended', MINUTE_1, async () => {
  const folder = await dataFolder();
  let before = 0;
  const ends: string[] = [];
  for (const end of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
    const sysmon = npmStart(folder);
    await sysmon.says(STARTED);
    await until(async () => expect(await countEvents(folder)).toBeGreaterThan(before));
    before = await countEvents(folder);
    expect(await notesIn(folder)).toEqual(ends);
    ends.push(end);
    await note(folder, end);
    expect(await sysmon.end(end)).toBe(end === 'SIGKILL' ? end : 0);
  }
});

async function countEvents(folder: string): Promise<number> {
  const { database } = await runFile(folder);
  const store = await openPostgresStore({ url: database, clock: systemClock, log: silentLog });
  const window = { from: Date.now() - 15 * DAY, to: Date.now() };
  const [total] = await store.events.count({ window }, []).finally(store.close);
  return total?.count ?? 0;
}

/** A person says in the channel how this run will end. */
async function note(folder: string, text: string): Promise<void> {
  const slack = await slackOf(folder);
  await fetch(`${slack.act}/message`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'maya', channel: slack.channel, text, wait_ms: 0 }),
  });
}

/** What was said so, the oldest first. */
async function notesIn(folder: string): Promise<string[]> {
  const texts = (await slackHistory(await slackOf(folder))).map(({ text }) => text);
  return texts.filter((text) => text.startsWith('SIG')).reverse();
}

async function slackOf(folder: string) {
  const { slack } = await runFile(folder);
  if (!slack) throw new Error('no sandbox Slack runs there');
  return slack;
}

test('a second copy on the same folder says so and stops, and the first goes on', MINUTE_1, async () => {
  const folder = await dataFolder();
  const first = npmStart(folder);
  await first.says(STARTED);
  const second = npmStart(folder);
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`in use by another sysmon that is running (process ${first.pid})`);
  const { http, pid } = await runFile(folder);
  expect(pid).toBe(first.pid);
  expect((await fetch(`${http}/readyz`)).status).toBe(200);
  expect(await first.end('SIGINT')).toBe(0);
});

test('a signal while it starts stops it too, and a second one at once', MINUTE_1, async () => {
  const folder = await dataFolder();
  const patient = npmStart(folder);
  await patient.says('with a sandbox');
  expect(await patient.end('SIGINT')).toBe(0);
  const hurried = npmStart(folder);
  await hurried.says('with a sandbox');
  void hurried.end('SIGINT');
  expect(await hurried.end('SIGTERM')).toBe(130);
});
