import { expect, test } from 'vitest';
import { act } from './sandbox-slack-app.ts';
import { startBot } from './slack-bot.ts';

async function firing() {
  const bot = await startBot({ responder: ['S0ONCALL001'] });
  await bot.put();
  await bot.slack.delivery.deliver('A-1f3c');
  const [message] = await bot.messages();
  return { ...bot, ts: message?.ts };
}

test('Noise is taken from whoever has the role, shows on the card, and is in the audit', async () => {
  const { sandbox, ts, settled, messages } = await firing();
  const click = (user: string) =>
    act(sandbox, 'click', { user, ts, action_id: 'alert.noise', wait_ms: 1_000 });
  const refused = await click('diego');
  expect(refused.ephemeral[0]?.text).toContain('need the role "responder"');
  await click('jonas');
  await settled();
  const card = JSON.stringify((await messages())[0]);
  expect(card).toContain('Called noise: told later from now on (<@U0JONAS');
  expect(card).toContain('alert.severe');
  expect(card).not.toContain('alert.noise');
  const { ephemeral } = await act(sandbox, 'command', { text: '/sysmon audit today' });
  expect(JSON.stringify(ephemeral[0])).toContain('Jonas Weber');
});
