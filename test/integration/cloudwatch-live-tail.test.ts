import { expect, onTestFinished, test, vi } from 'vitest';
import { followHints } from '../../jobs/hints.ts';
import { silentLog } from '../../src/core/log.ts';
import { spaced } from '../../src/sources/cloudwatch-logs/spaced.ts';
import { localCloudWatch, sourceOf, writerOf } from '../support/cloudwatch.ts';
import { collectingWorld, GROUP, ITEM } from '../support/collecting.ts';
import { following } from '../support/live-tail.ts';

async function followed() {
  const server = await localCloudWatch({ throttle: false });
  const parts = await following(server, GROUP, { liveTail: true });
  await parts.open();
  return { server, ...parts };
}

test('a line is stored soon after it was written, and once, though it is read again by the timetable', async () => {
  const { server, write, context, collect, tick, messages } = await collectingWorld({ liveTail: true });
  await write(GROUP, 'a', [[Date.now() - 1, 'INFO before']]);
  await tick();
  const reads: Promise<void>[] = [];
  const unfollow = followHints(
    context.sources,
    async (_name, payload) => {
      if ('source' in payload && payload.source) reads.push(collect(payload.source));
    },
    silentLog,
  );
  onTestFinished(unfollow);
  await vi.waitUntil(() => server.hand.calls.get('StartLiveTail'));
  await write(GROUP, 'a', [[Date.now(), 'INFO news']]);
  await vi.waitUntil(async () => (await messages()).length === 2, { timeout: 5_000 });
  await Promise.all(reads);
  expect(reads.length).toBeGreaterThan(0);
  await collect(ITEM);
  expect(await messages()).toEqual(['INFO before', 'INFO news']);
});

test('nothing is followed, and nothing paid, unless the settings say so', async () => {
  const server = await localCloudWatch();
  const { done } = await following(server, GROUP, {});
  await done;
  expect(server.hand.calls.get('StartLiveTail')).toBeUndefined();
});

test('a session that AWS ends after three hours is opened again', async () => {
  const { server, open } = await followed();
  expect(server.tails.end('SessionTimeoutException')).toBe(1);
  await open();
  expect(server.hand.calls.get('StartLiveTail')).toBe(2);
});

test('a session that breaks off says so, to be followed again after a while', async () => {
  const broken = await followed();
  broken.server.tails.end();
  await expect(broken.done).rejects.toMatchObject({ name: 'UpstreamError', code: 'AWS_UNAVAILABLE' });
  const refused = await followed();
  refused.server.tails.end('SessionStreamingException');
  await expect(refused.done).rejects.toMatchObject({ name: 'UpstreamError', code: 'AWS_UNAVAILABLE' });
});

test('to stop closes the session at AWS, where each minute costs', async () => {
  const { server, stop, done } = await followed();
  stop();
  await done;
  await vi.waitUntil(() => server.tails.end() === 0);
});

test('a missing permission is said with its action, and asked for once', async () => {
  const server = await localCloudWatch();
  server.hand.fail('StartLiveTail', 'AccessDeniedException', { message: 'not authorized', times: 9 });
  const { done } = await following(server, GROUP, { liveTail: true });
  await expect(done).rejects.toMatchObject({
    name: 'RejectedError',
    code: 'AWS_FORBIDDEN',
    advice: 'Allow logs:StartLiveTail on arn:aws:logs:eu-west-1:*:log-group:*.',
  });
  expect(server.hand.calls.get('StartLiveTail')).toBe(1);
});

test('the check asks for the permission too, and leaves no session open', async () => {
  const server = await localCloudWatch();
  await writerOf(server)(GROUP, 'a', [[Date.now(), 'INFO hello']]);
  const source = sourceOf(server, { liveTail: true });
  const { signal } = new AbortController();
  await source.check(signal);
  expect(server.hand.calls.get('StartLiveTail')).toBe(1);
  await vi.waitUntil(() => server.tails.end() === 0);
  server.hand.fail('StartLiveTail', 'AccessDeniedException', { message: 'not authorized' });
  await expect(source.check(signal)).rejects.toMatchObject({
    code: 'AWS_FORBIDDEN',
    advice: expect.stringContaining('logs:StartLiveTail'),
  });
});

test('groups share sessions of ten, and the first thirty are followed', async () => {
  const server = await localCloudWatch({ throttle: false });
  const write = writerOf(server);
  for (let number = 10; number < 41; number++)
    await write(`/ecs/service-${number}`, 'a', [[Date.now(), 'INFO hello']]);
  const { open, line, hint, hinted } = await following(server, '/ecs/service-10', { liveTail: true });
  await open();
  expect(server.hand.calls.get('StartLiveTail')).toBe(3);
  await line('/ecs/service-40');
  await line('/ecs/service-39');
  await hint('/ecs/service-39');
  expect(hinted).not.toContain('/ecs/service-40');
});

test('a busy group is hinted at once a second, the last time after its last line', async () => {
  const hinted: string[] = [];
  const seconds: (() => void)[] = [];
  const second = () => new Promise<void>((resolve) => seconds.push(resolve));
  const passed = async () => {
    for (const end of seconds.splice(0)) end();
    await new Promise(setImmediate);
  };
  const hint = spaced((item) => hinted.push(item), second, new AbortController().signal);
  for (const item of ['api', 'api', 'web', 'api']) hint(item);
  expect(hinted).toEqual(['api', 'web']);
  await passed();
  expect(hinted).toEqual(['api', 'web', 'api']);
  await passed();
  await passed();
  expect(hinted).toEqual(['api', 'web', 'api']);
  hint('web');
  expect(hinted).toEqual(['api', 'web', 'api', 'web']);
});
