import { expect, test } from 'vitest';
import { z } from 'zod';
import { act } from './sandbox-slack-app.ts';
import { startBot } from './slack-bot.ts';

const blocksOf = (message: object | undefined) => JSON.stringify(message ?? {});

async function firing() {
  const bot = await startBot();
  await bot.put();
  await bot.slack.delivery.deliver('A-1f3c');
  const [message] = await bot.messages();
  return { ...bot, ts: message?.ts };
}

test('a question is answered for its asker, and can be shared with the channel', async () => {
  const { sandbox } = await startBot();
  const asked = await act(sandbox, 'command', { text: '/sysmon errors api last 24h' });
  expect(blocksOf(asked.ephemeral[0])).toContain('Errors of api, last 24h');
  const [answer] = asked.ephemeral;
  const shared = await act(sandbox, 'click', { ts: answer?.ts, action_id: 'answer.share' });
  expect(blocksOf(shared.messages[0])).toContain('Shared by <@U0MAYA00001>');
});

test('/sysmon alone says what can be asked, and each example can be clicked', async () => {
  const { sandbox } = await startBot();
  const { ephemeral } = await act(sandbox, 'command', { text: '/sysmon' });
  expect(blocksOf(ephemeral[0])).toContain('What you can ask sysmon');
  const clicked = await act(sandbox, 'click', { ts: ephemeral[0]?.ts, action_id: 'answer.example:0' });
  expect(blocksOf(clicked.ephemeral[0])).toContain('Errors of api, last 24h');
});

test('what is not understood is said, with the nearest question as a button', async () => {
  const { sandbox } = await startBot();
  const { ephemeral } = await act(sandbox, 'command', { text: '/sysmon erors of banana <!channel>' });
  expect(blocksOf(ephemeral[0])).toContain('banana');
  expect(blocksOf(ephemeral[0])).toContain('Did you mean');
  expect(blocksOf(ephemeral[0])).not.toContain('<!channel>');
});

test('a mention is answered in its thread, where a follow-up needs few words', async () => {
  const { sandbox, settled, messages } = await startBot();
  const asked = await act(sandbox, 'message', { text: '@sysmon errors api last 24h' });
  const [question] = await messages();
  const [answer] = asked.messages;
  expect(answer).toMatchObject({ thread_ts: question?.ts });
  const followed = await act(sandbox, 'message', { text: '@sysmon and web?', thread_ts: question?.ts });
  await settled();
  expect(blocksOf(followed.messages)).toContain('Errors of web, last 24h');
});

test('of two people who acknowledge at once, one has it, and the other is told who', async () => {
  const { sandbox, ts, settled, messages } = await firing();
  const click = (user: string) =>
    act(sandbox, 'click', { user, ts, action_id: 'alert.acknowledge', wait_ms: 1_000 });
  const [maya, jonas] = await Promise.all([click('maya'), click('jonas')]);
  await settled();
  const told = [...(maya?.ephemeral ?? []), ...(jonas?.ephemeral ?? [])].map(({ text }) => text);
  expect(told).toEqual([expect.stringMatching(/(Maya Okafor|Jonas Weber) acknowledged it/)]);
  expect(blocksOf((await messages())[0])).toMatch(/Acknowledged by <@U0(MAYA|JONAS)/);
});

test('a mute says until when; for ever asks for a reason', async () => {
  const { sandbox, ts, settled, messages } = await firing();
  const asked = await act(sandbox, 'click', { ts, action_id: 'alert.mute', value: 'forever A-1f3c' });
  const refused = await act(sandbox, 'submit', { view_id: asked.view?.id, values: { reason: '   ' } });
  expect(refused.errors?.reason).toContain('why');
  await act(sandbox, 'submit', { view_id: asked.view?.id, values: { reason: 'known, OPS-7' } });
  await settled();
  expect(blocksOf((await messages())[0])).toContain(
    'Muted by <@U0MAYA00001> until somebody unmutes it: known, OPS-7',
  );
});

test('a ticket of an alert: its form is filled, wrong input is said at the field, and the link comes to the thread', async () => {
  const { sandbox, ts, settled, messages } = await firing();
  const opened = await act(sandbox, 'click', { ts, action_id: 'alert.ticket', wait_ms: 1_500 });
  expect(blocksOf(opened.view)).toContain('api: errors far above usual');
  const view_id = opened.view?.id;
  const refused = await act(sandbox, 'submit', { view_id, values: { summary: ' ' } });
  expect(refused.errors).toEqual({ summary: 'Say in a line what is wrong.' });
  const people = await act(sandbox, 'options', { view_id, action_id: 'ticket.assignee', value: 'a' });
  expect(blocksOf(people)).toContain('"ok":true');
  const taken = await act(sandbox, 'submit', { view_id, values: { summary: 'Errors in api' } });
  expect(taken.errors).toBeUndefined();
  await settled();
  expect(blocksOf((await messages())[0])).toMatch(/🎫 <http[^|]*\|[A-Z]+-\d+>/);
  const replies = await messages(ts);
  expect(blocksOf(replies.slice(1))).toMatch(/🎫 <http[^|]*\|[A-Z]+-\d+>/);
});

test('any thread becomes a ticket by the shortcut, with what people said in it', async () => {
  const { sandbox, settled, tickets, messages } = await startBot();
  await act(sandbox, 'message', { text: 'checkout is slow' });
  const ts = (await messages())[0]?.ts;
  await act(sandbox, 'message', { user: 'jonas', text: '@maya I see 504s', thread_ts: ts, wait_ms: 100 });
  const opened = await act(sandbox, 'shortcut', { ts, callback_id: 'ticket-from-message', wait_ms: 1_500 });
  expect(blocksOf(opened.view)).toContain('Jonas Weber: @Maya Okafor I see 504s');
  await act(sandbox, 'submit', { view_id: opened.view?.id });
  await settled();
  const [ticket] = await tickets.list();
  expect(ticket?.data).toMatchObject({
    state: 'open',
    summary: 'checkout is slow',
    quotes: [{ author: 'Maya Okafor' }, { author: 'Jonas Weber' }],
  });
  expect(blocksOf(await messages(ts))).toContain(ticket?.data.key);
});

test('a click on an alert that no longer exists says so', async () => {
  const { sandbox, slack, settings } = await startBot();
  const card = {
    text: 'old',
    blocks: [
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'alert.logs',
            text: { type: 'plain_text', text: 'Logs' },
            value: 'A-gone',
          },
        ],
      },
    ],
  };
  const { ts } = await slack.call(
    'chat.postMessage',
    { channel: settings.channel, ...card },
    z.object({ ts: z.string() }),
  );
  const { ephemeral } = await act(sandbox, 'click', { ts, action_id: 'alert.logs' });
  expect(ephemeral[0]?.text).toContain('no longer exists');
});

test('who has no role is told so, and everything is in the audit', async () => {
  const bot = await startBot({ responder: ['S0ONCALL001'] });
  await bot.put();
  await bot.slack.delivery.deliver('A-1f3c');
  const [message] = await bot.messages();
  const click = { ts: message?.ts, action_id: 'alert.acknowledge' };
  const refused = await act(bot.sandbox, 'click', { user: 'diego', ...click });
  expect(refused.ephemeral[0]?.text).toContain('you need the role "responder"'.replace('you', 'You'));
  await act(bot.sandbox, 'click', { user: 'jonas', ...click });
  await bot.settled();
  const { ephemeral } = await act(bot.sandbox, 'command', { text: '/sysmon audit today' });
  expect(blocksOf(ephemeral[0])).toContain('Diego Santos');
  expect(blocksOf(ephemeral[0])).toContain('refused: you need the role');
  expect(blocksOf(ephemeral[0])).toContain('Jonas Weber');
});

test('the App Home shows what is open', async () => {
  const { sandbox } = await firing();
  const { view } = await act(sandbox, 'home', { wait_ms: 1_000 });
  expect(blocksOf(view)).toContain('1 open alert');
  const asked = { view_id: view?.id, action_id: 'answer.example:0', wait_ms: 1_000 };
  expect(blocksOf(await act(sandbox, 'click', asked))).toContain('Errors of api, last 24h');
});
