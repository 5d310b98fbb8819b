import { expect, test } from 'vitest';
import { openWorld, untilDone } from './slack-world.ts';

test('where Slack says 429, the alert is posted once, after the time that Slack asked for', async () => {
  const { slack, sandbox, put, messages } = await openWorld();
  await put();
  const headers = { authorization: `Bearer ${sandbox.botToken}` };
  for (let status = 200; status !== 429; ) {
    const body = new URLSearchParams({ channel: sandbox.channel, text: 'somebody else posts as our app' });
    status = (await fetch(`${sandbox.api}chat.postMessage`, { method: 'POST', headers, body })).status;
  }
  const before = Date.now();
  const refused = slack.delivery.deliver('A-1f3c');
  await expect(refused).rejects.toMatchObject({ code: 'ratelimited', retryAfter: 1_000 });
  await untilDone(() => slack.delivery.deliver('A-1f3c'), 100);
  expect(Date.now() - before).toBeGreaterThanOrEqual(1_000);
  const found = (await messages()).filter(({ text }) => text.includes('api: errors far above usual'));
  expect(found).toHaveLength(1);
});
