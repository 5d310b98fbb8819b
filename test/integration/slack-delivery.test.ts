import { expect, test } from 'vitest';
import { z } from 'zod';
import { openWorld, untilDone } from './slack-world.ts';

test('one alert is one message, however often it is delivered', async () => {
  const { slack, put, messages } = await openWorld();
  await put();
  await slack.delivery.deliver('A-1f3c');
  await slack.delivery.deliver('A-1f3c');
  const found = await messages();
  expect(found).toHaveLength(1);
  expect(found[0]?.text).toContain('Firing, severe: api: errors far above usual');
});

test('a change edits the message, and skips the versions between', async () => {
  const { slack, put, messages, proxy } = await openWorld();
  await put();
  await slack.delivery.deliver('A-1f3c');
  const by = { id: 'U0MAYA00001', name: 'Maya' };
  for (const seen of [50, 60, 70]) await put({ seen });
  await put({ state: 'acknowledged', acknowledged: { by, at: Date.now() } });
  await slack.delivery.deliver('A-1f3c');
  expect((await messages()).map(({ text }) => text)).toEqual([expect.stringContaining('Acknowledged')]);
  expect(proxy.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(1);
});

test('an alert that is resolved before its first message is never posted', async () => {
  const { slack, put, messages } = await openWorld();
  await put({
    state: 'resolved',
    resolved: { by: { id: 'sysmon', name: 'sysmon' }, at: Date.now(), reason: 'recovered' },
  });
  await slack.delivery.deliver('A-1f3c');
  expect(await messages()).toEqual([]);
  expect((await slack.delivery.lagging()).alertIds).toEqual([]);
});

test('an alert that is resolved while it waits for its turn is never posted', async () => {
  const { slack, put, messages, store, settings } = await openWorld();
  await put();
  await store.documents.put('setting', `slack-pace:${settings.channel}`, { next: Date.now() + 700 }, 0);
  const delivered = slack.delivery.deliver('A-1f3c');
  await put({
    state: 'resolved',
    resolved: { by: { id: 'sysmon', name: 'sysmon' }, at: Date.now(), reason: 'over' },
  });
  await delivered;
  expect(await messages()).toEqual([]);
});

test('two workers at once post one message', async () => {
  const { worker, put, messages } = await openWorld();
  await put();
  const workers = Array.from({ length: 5 }, worker);
  await Promise.all(workers.map(({ delivery }) => untilDone(() => delivery.deliver('A-1f3c'), 200)));
  expect(await messages()).toHaveLength(1);
});

test('a message whose reply got lost is found again, not posted again', async () => {
  const { slack, worker, put, messages, proxy } = await openWorld();
  await put();
  let lost = 0;
  proxy.fate = (method) => (method === 'chat.postMessage' && lost++ === 0 ? 'lose reply' : 'pass');
  await expect(slack.delivery.deliver('A-1f3c')).rejects.toMatchObject({ doubtful: true });
  await worker().delivery.deliver('A-1f3c');
  expect(await messages()).toHaveLength(1);
});

test('a post that never reached Slack is made later', async () => {
  const { slack, put, messages, proxy } = await openWorld();
  await put();
  proxy.fate = () => 'refuse';
  await expect(slack.delivery.deliver('A-1f3c')).rejects.toMatchObject({ code: 'http_503' });
  expect((await slack.delivery.lagging()).alertIds).toEqual(['A-1f3c']);
  proxy.fate = () => 'pass';
  await slack.delivery.deliver('A-1f3c');
  expect(await messages()).toHaveLength(1);
});

test('a message that somebody deleted is posted anew while the alert is open', async () => {
  const { slack, put, messages, settings } = await openWorld();
  await put();
  await slack.delivery.deliver('A-1f3c');
  const [first] = await messages();
  await slack.call('chat.delete', { channel: settings.channel, ts: first?.ts }, z.object({}));
  await put({ seen: 99 });
  await slack.delivery.deliver('A-1f3c');
  const after = await messages();
  expect(after).toHaveLength(1);
  expect(after[0]?.ts).not.toBe(first?.ts);
});
