import { expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { MINUTE, systemClock } from '../../src/core/time.ts';
import { openSlack } from '../../src/slack/open-slack.ts';
import { openWorld, untilDone } from './slack-world.ts';

test('a workspace without native charts gets a sparkline, and is not asked again', async () => {
  const { slack, put, messages, proxy } = await openWorld({ workspace: { nativeCharts: false } });
  await put();
  await slack.delivery.deliver('A-1f3c');
  await put({ id: 'A-2', title: 'web: errors' });
  await slack.delivery.deliver('A-2');
  expect(await messages()).toHaveLength(2);
  const posts = proxy.calls.filter(({ method }) => method === 'chat.postMessage');
  expect(posts.map(({ args }) => args.get('blocks')?.includes('data_visualization'))).toEqual([
    true,
    false,
    false,
  ]);
});

test('the thread gets the detailed picture, and one more when the alert is over', async () => {
  const { slack, put, messages } = await openWorld();
  await put();
  await slack.delivery.deliver('A-1f3c');
  await put({ seen: 50 });
  await slack.delivery.deliver('A-1f3c');
  await put({
    state: 'resolved',
    resolved: { by: { id: 'sysmon', name: 'sysmon' }, at: Date.now(), reason: 'recovered' },
  });
  await slack.delivery.deliver('A-1f3c');
  await slack.delivery.deliver('A-1f3c');
  const [alert] = await messages();
  const pictures = (await messages(alert?.ts)).flatMap(({ files }) => files ?? []);
  expect(pictures.map(({ mimetype }) => mimetype)).toEqual(['image/png', 'image/png']);
});

test('a missing channel says what to do, stays visible, and is healed by the sweep', async () => {
  const { slack, put, settings, store } = await openWorld();
  const { channel } = settings;
  settings.channel = 'C0NOWHERE01';
  const astray = openSlack({ settings, store, clock: systemClock, log: silentLog });
  await put();
  await expect(astray.delivery.deliver('A-1f3c')).rejects.toMatchObject({
    code: 'channel_not_found',
    advice: expect.stringContaining('/invite'),
  });
  const document = await store.documents.get('delivery', 'slack:A-1f3c');
  expect(document?.data).toMatchObject({ problem: { code: 'channel_not_found' } });
  settings.channel = channel;
  expect((await slack.delivery.lagging()).alertIds).toEqual(['A-1f3c']);
  await slack.delivery.deliver('A-1f3c');
  expect((await store.documents.get('delivery', 'slack:A-1f3c'))?.data).not.toHaveProperty('problem');
});

test('a storm of alerts is one message that is kept current, and any alert of it can be opened', async () => {
  const { slack, put, messages } = await openWorld({ workspace: { rateLimits: false } });
  const ids = Array.from({ length: 14 }, (_, i) => `A-${i}`);
  for (const id of ids) await put({ id, title: `service ${id} is down`, startedAt: Date.now() - MINUTE });
  for (const id of ids) await untilDone(() => slack.delivery.deliver(id));
  const [storm, ...others] = await messages();
  expect(others).toEqual([]);
  expect(storm?.text).toContain('14 alerts at once');
  for (const id of ids.slice(1))
    await put({
      id,
      state: 'resolved',
      resolved: { by: { id: 'sysmon', name: 'sysmon' }, at: Date.now(), reason: 'ok' },
    });
  for (const id of ids) await untilDone(() => slack.delivery.deliver(id));
  expect((await messages())[0]?.text).toContain('1 alert at once');
  await slack.delivery.open('A-0');
  expect((await messages()).map(({ text }) => text)).toEqual([
    expect.stringContaining('1 alert at once'),
    expect.stringContaining('service A-0 is down'),
  ]);
  expect((await slack.delivery.lagging()).alertIds).toEqual([]);
});
