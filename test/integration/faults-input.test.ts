import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSettings } from '../../src/config/settings.ts';
import { silentLog } from '../../src/core/log.ts';
import { HOUR, systemClock } from '../../src/core/time.ts';
import { startSysmon } from '../../src/main.ts';
import { createCodeBook, createNormalizer } from '../../src/normalize/index.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { freshDatabase } from '../support/database.ts';
import { everyEvent } from '../support/every-event.ts';
import { openFeed } from '../support/feed.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { slackHistory } from '../support/slack-history.ts';
import { act } from './sandbox-slack-app.ts';

const MEGABYTE = 1_048_576;
const database = await freshDatabase();
const store = await openPostgresStore({ url: database, clock: systemClock, log: silentLog });
const undo: (() => Promise<void>)[] = [() => store.close()];
let outside: Outside;

/** Bytes as a log agent makes text of them. */
const decoded = (...bytes: number[]) => Buffer.from(bytes).toString('utf8');
const HOSTILE = {
  'invalid UTF-8': `ERROR bytes ${decoded(0x66, 0xff, 0xfe, 0xc3, 0x28, 0xe2, 0x82)} end`,
  NUL: 'ERROR nul \u0000 inside',
  'half a character': 'ERROR half \ud83d of one',
  'direction marks': 'ERROR \u202edrow\u2066 turned',
  escapes: 'ERROR \u001b[31mred\u001b[0m \u0007bell',
  'Slack markup': 'ERROR <!channel> <@U0MAYA00001> <https://evil.example|bank> *bold* `x` ```',
  'JSON with NUL and half a character':
    '{"level":"error","msg":"json \\u0000 \\ud83d end","a\\u0000b":"\\udc00"}',
};

const LONG = `ERROR ${'word '.repeat(MEGABYTE / 5)}`.slice(0, MEGABYTE - 100);

beforeAll(async () => {
  outside = await startOutside({
    database,
    config: { rules: [{ kind: 'frequency', name: 'many', threshold: 3, windowMinutes: 60 }] },
  });
  undo.push(outside.stop);
  for (const [service, lines] of Object.entries({ hostile: Object.values(HOSTILE), long: [LONG] })) {
    const feed = await openFeed(outside.cloudwatch, `/input/${service}`);
    await feed.put(lines.map((text, index) => ({ at: Date.now() - 60_000 + index, text })));
    feed.close();
  }
  const sysmon = await startSysmon(await loadSettings(outside.variables), {
    clock: systemClock,
    log: silentLog,
  });
  undo.push(sysmon.stop);
}, 60_000);
afterAll(async () => {
  for (const step of undo.toReversed()) await step();
});

const window = { from: Date.now() - HOUR, to: Date.now() + HOUR };
const until = (met: () => Promise<void>) => vi.waitFor(met, { timeout: 25_000, interval: 100 });
/** Asks again, as a person would, if a busy machine kept the answer for longer than Slack shows a wait. */
const command = (text: string) =>
  vi.waitFor(
    async () => {
      const seen = await act(outside.slack, 'command', { text: `/sysmon ${text}` });
      expect(seen, `what ${text} brought`).toMatchObject({ ephemeral: [{ text: expect.any(String) }] });
      return seen;
    },
    { timeout: 15_000, interval: 100 },
  );
const messagesOf = async (service: string) => {
  const events = await everyEvent(store.events, { window, where: { 'service.name': [service] } });
  return events.map(({ message }) => message);
};

test('hostile lines are stored, counted, alerted and answered, and ping nobody', async () => {
  const lines = Object.values(HOSTILE);
  await until(async () => expect(await messagesOf('hostile')).toHaveLength(lines.length));
  const stored = (await messagesOf('hostile')).join('\n');
  expect(stored).not.toContain('\u0000');
  expect(stored.isWellFormed()).toBe(true);
  await until(async () => {
    const told = (await slackHistory(outside.slack)).map(({ text }) => text).join('\n');
    expect(told).toContain('hostile: many');
    expect(told).not.toContain('<!channel>');
  });
  for (const question of ['errors hostile last 1h', 'top codes hostile last 1h', 'logs hostile last 1h']) {
    const { ephemeral } = await command(question);
    expect(ephemeral[0]?.text).toContain(`${lines.length} `);
    expect(markupIn(ephemeral).join('\n')).not.toMatch(/<!channel>|<@U0MAYA00001>/);
  }
});

test('the longest lines that CloudWatch takes are stored whole, and shown as far as Slack has room', async () => {
  await until(async () => expect(await messagesOf('long')).toHaveLength(1));
  const [message = ''] = await messagesOf('long');
  expect(LONG.endsWith(message)).toBe(true);
  expect(message.length).toBeGreaterThanOrEqual(LONG.length - 'ERROR '.length);
  const { ephemeral } = await command('logs long last 1h');
  expect(ephemeral[0]?.text).toContain('1 log line');
  expect(JSON.stringify(ephemeral).length).toBeLessThan(20_000);
});

test('a line of 10 MB, from wherever it may come, is kept to its first megabyte and can be asked for', async () => {
  const normalizer = createNormalizer({ codes: createCodeBook() });
  const origin = { dataset: 'intake', stream: 's', group: 'g', service: 'huge' };
  const text = `ERROR ${'x'.repeat(10 * MEGABYTE)}`;
  const started = performance.now();
  const events = normalizer.normalize([{ id: 'huge-1', at: Date.now(), text, lines: 1, origin }]);
  expect(await store.events.append(events)).toBe(1);
  expect(performance.now() - started).toBeLessThan(5_000);
  const [message] = await messagesOf('huge');
  expect(message).toMatch(/^(ERROR )?x{1000}/);
  expect(message).toMatch(/… \[cut: 10,485,7\d\d characters\]$/);
  const { ephemeral } = await command('logs "xxxx" last 1h');
  expect(ephemeral[0]?.text).toContain('1 log line');
});

/** All texts in which Slack looks for mentions and links. */
function markupIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.values(part).flatMap(markupIn);
  const isRead = 'type' in part && (part.type === 'mrkdwn' || part.type === 'message');
  return isRead && 'text' in part ? [String(part.text), ...inner] : inner;
}
