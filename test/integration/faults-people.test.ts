import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { loadSettings } from '../../src/config/settings.ts';
import { Alert } from '../../src/core/alert.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import { openParts } from '../../src/main/parts.ts';
import { startSysmon } from '../../src/main.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { collection } from '../../src/store/collection.ts';
import { freshDatabase } from '../support/database.ts';
import { startOutside } from '../support/outside.ts';
import { slackHistory } from '../support/slack-history.ts';
import { alertSample } from '../unit/slack/samples.ts';
import { act } from './sandbox-slack-app.ts';
import { type Bot, startBot } from './slack-bot.ts';

const database = await freshDatabase();

test.each([
  'errors api tomorrow',
  'logs next friday',
  'latency in 2 hours',
  'errors from 2031-01-01 to 2031-01-02',
])('"%s" is about the future: said so, with what could be asked instead', async (question) => {
  const { sandbox } = await startBot();
  const { ephemeral } = await act(sandbox, 'command', { text: `/sysmon ${question}` });
  expect(ephemeral[0]?.text).toContain('is in the future');
  expect(JSON.stringify(ephemeral[0]?.blocks)).toContain('Try');
});

describe('a click on an alert that no longer exists', () => {
  test.each([
    [ACTIONS.acknowledge, 'A-gone'],
    [ACTIONS.resolve, 'A-gone'],
    [ACTIONS.unmute, 'A-gone'],
    [ACTIONS.ticket, 'A-gone'],
    [ACTIONS.open, 'A-gone'],
    [ACTIONS.mute, '1h A-gone'],
    [ACTIONS.mute, 'forever A-gone'],
  ])('is answered: %s %s', async (action_id, value) => {
    const bot = await startBot();
    const ts = await oldCard(bot, action_id, value);
    const chosen = action_id === ACTIONS.mute ? { value } : {};
    const { ephemeral, error, view } = await act(bot.sandbox, 'click', { ts, action_id, ...chosen });
    expect(error).toBeUndefined();
    const said = ephemeral[0]?.text ?? JSON.stringify(view?.blocks);
    expect(said).toMatch(/no longer exists|no alert A-gone any more/);
  });
});

/** A card in the channel whose alert was forgotten. */
async function oldCard({ slack, settings }: Bot, action_id: string, value: string): Promise<string> {
  const text = { type: 'plain_text', text: 'Do it' };
  const button = { type: 'button', action_id, text, value };
  const select = { type: 'static_select', action_id, placeholder: text, options: [{ text, value }] };
  const blocks = [{ type: 'actions', elements: [action_id === ACTIONS.mute ? select : button] }];
  const message = { channel: settings.channel, text: 'old', blocks };
  return (await slack.call('chat.postMessage', message, z.object({ ts: z.string() }))).ts;
}

test('of two people who acknowledge at once, through two bots, one has it and the other is told who', async () => {
  const outside = await startOutside({ database });
  onTestFinished(outside.stop);
  const settings = await loadSettings({ ...outside.variables, SYSMON_ROLE: 'bot' });
  const world = { clock: systemClock, log: silentLog };
  for (let bots = 0; bots < 2; bots++) {
    const { stop } = await startSysmon(settings, world);
    onTestFinished(stop);
  }
  const { store, slack, close } = await openParts(settings, world);
  onTestFinished(close);
  const alerts = collection(store.documents, 'alert', Alert);
  for (const id of ['A-1', 'A-2', 'A-3']) {
    await alerts.create(id, alertSample({ id, startedAt: Date.now() - 60_000, lastSeenAt: Date.now() }));
    await slack.delivery.deliver(id);
    const [message] = await slackHistory(outside.slack);
    const click = (user: string) =>
      act(outside.slack, 'click', { user, ts: message?.ts, action_id: ACTIONS.acknowledge, wait_ms: 1_500 });
    const seen = await Promise.all([click('maya'), click('jonas')]);
    const told = seen.flatMap(({ ephemeral }) => ephemeral.map(({ text }) => text));
    const holder = (await alerts.get(id))?.data.acknowledged?.by.name;
    expect(told).toEqual([expect.stringContaining(`${holder} acknowledged it`)]);
  }
});

test('a ticket form without a summary stays open and says what is missing, and makes no ticket', async () => {
  const bot = await startBot();
  await bot.put();
  await bot.slack.delivery.deliver('A-1f3c');
  const [message] = await bot.messages();
  const opened = await act(bot.sandbox, 'click', {
    ts: message?.ts,
    action_id: ACTIONS.ticket,
    wait_ms: 1_500,
  });
  for (const summary of [null, '', '   ', '\n\t']) {
    const kept = await act(bot.sandbox, 'submit', { view_id: opened.view?.id, values: { summary } });
    expect(kept.ok).toBe(false);
    expect(Object.keys(kept.errors ?? {})).toEqual(['summary']);
  }
  expect(await bot.tickets.list()).toEqual([]);
});
