import { on, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { expect, onTestFinished, test } from 'vitest';
import type { SandboxSlack } from '../../sandbox/slack/start-slack.ts';
import { act, connectApp, openSlack } from './sandbox-slack-app.ts';

const text = (value: string) => ({ type: 'plain_text' as const, text: value });
const section = (value: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text: value },
});
const modal = {
  type: 'modal' as const,
  title: text('Ticket'),
  blocks: [section('one')],
  callback_id: 'ticket',
};

function clientOf(slack: SandboxSlack, token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.api,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
}

interface Refused {
  data?: object;
  code?: string;
  retryAfter?: number;
}

async function refusal(
  call: Promise<unknown>,
): Promise<{ error?: string; code?: string; retryAfter?: number }> {
  try {
    await call;
    return {};
  } catch (error) {
    const { data, code, retryAfter } = error as Refused;
    return { ...data, ...(code && { code }), ...(retryAfter && { retryAfter }) };
  }
}

test('an answer later than three seconds is an operation_timeout', async () => {
  const slack = await openSlack();
  const late = Promise.withResolvers<void>();
  await connectApp(slack, (app) => app.command('/sysmon', () => late.promise));
  const seen = await act(slack, 'command', { text: 'errors' });
  late.resolve();
  expect(seen).toMatchObject({ ok: false, error: 'operation_timeout' });
  expect(seen.ephemeral).toMatchObject([
    { user: 'USLACKBOT', text: '/sysmon failed with the error "operation_timeout"' },
  ]);
});

test('nobody connected is a dispatch_failed', async () => {
  const slack = await openSlack();
  expect(await act(slack, 'command', { text: 'errors' })).toMatchObject({
    ok: false,
    error: 'dispatch_failed',
  });
});

test('a command that is not installed, or typed in a thread, never reaches the app', async () => {
  const slack = await openSlack();
  expect(await act(slack, 'command', { text: '/deploy' })).toMatchObject({ error: 'unknown_command' });
  expect(await act(slack, 'command', { text: '/sysmon', thread_ts: '1.2' })).toMatchObject({
    error: 'not_supported_in_threads',
  });
});

test('a trigger opens one view, within three seconds', async () => {
  let offset = 0;
  const slack = await openSlack({ clock: { now: () => Date.now() + offset } });
  const triggers: string[] = [];
  const app = await connectApp(slack, (bolt) =>
    bolt.command('/sysmon', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack('ok');
    }),
  );
  const open = (trigger_id = '') => refusal(app.client.views.open({ trigger_id, view: modal }));
  await act(slack, 'command', { text: 'a' });
  expect(await open(triggers[0])).toEqual({});
  expect(await open(triggers[0])).toMatchObject({ error: 'exchanged_trigger_id' });
  await act(slack, 'command', { text: 'b' });
  offset = 3_001;
  expect(await open(triggers[1])).toMatchObject({ error: 'expired_trigger_id' });
  expect(await open('1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
});

test('views: three in a stack, a hash that moved on conflicts, closing is told', async () => {
  const slack = await openSlack();
  const triggers: string[] = [];
  const closed: boolean[] = [];
  const app = await connectApp(slack, (bolt) => {
    bolt.command('/sysmon', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack('ok');
    });
    bolt.view({ callback_id: 'ticket', type: 'view_closed' }, async ({ ack, body }) => {
      if (body.type === 'view_closed') closed.push(body.is_cleared);
      await ack();
    });
  });
  const trigger = async () => {
    await act(slack, 'command', { text: 'a' });
    return triggers.at(-1) ?? '';
  };
  const { view } = await app.client.views.open({
    trigger_id: await trigger(),
    view: { ...modal, notify_on_close: true },
  });
  const place = { view_id: view?.id ?? '', view: { ...modal, notify_on_close: true } };
  const updated = await app.client.views.update({ ...place, hash: view?.hash ?? '' });
  expect(await refusal(app.client.views.update({ ...place, hash: view?.hash ?? '' }))).toMatchObject({
    error: 'hash_conflict',
  });
  expect(updated.view?.hash).not.toBe(view?.hash);
  await app.client.views.push({ trigger_id: await trigger(), view: modal });
  await app.client.views.push({ trigger_id: await trigger(), view: modal });
  expect(await refusal(app.client.views.push({ trigger_id: await trigger(), view: modal }))).toMatchObject({
    error: 'push_limit_reached',
  });
  const state = await (await fetch(`${slack.url}page/state?user=maya`)).json();
  for (const { id } of state.views.toReversed()) await act(slack, 'close', { view_id: id });
  expect(closed).toEqual([false]);
});

test('invalid blocks are named by their pointer', async () => {
  const slack = await openSlack();
  const client = clientOf(slack);
  const post = (blocks: object[]) =>
    refusal(client.apiCall('chat.postMessage', { channel: slack.channel, text: 'x', blocks }));
  const sentence = 'must be less than 3001 characters [json-pointer:/blocks/1/text/text]';
  expect(await post([{ type: 'divider' }, section('x'.repeat(3001))])).toMatchObject({
    error: 'invalid_blocks',
    errors: [sentence],
    response_metadata: { messages: [`[ERROR] ${sentence}`] },
  });
  expect(await post(Array.from({ length: 51 }, () => ({ type: 'divider' })))).toMatchObject({
    errors: ['no more than 50 items allowed [json-pointer:/blocks]'],
  });
  expect(await post(Array.from({ length: 5 }, () => section('x'.repeat(2600))))).toMatchObject({
    error: 'msg_blocks_too_long',
  });
  expect(
    await refusal(client.apiCall('chat.postMessage', { channel: slack.channel, blocks: 'nonsense' })),
  ).toMatchObject({ error: 'invalid_blocks_format' });
});

test('a workspace may refuse the native chart, from one moment to the next', async () => {
  const slack = await openSlack();
  const data = [{ label: '10:00', value: 4 }];
  const chart = { type: 'line', series: [{ name: 'errors', data }], axis_config: { categories: ['10:00'] } };
  const call = {
    channel: slack.channel,
    text: 'x',
    blocks: [{ type: 'data_visualization', title: 'Errors', chart }],
  };
  const post = () => refusal(clientOf(slack).apiCall('chat.postMessage', call));
  expect(await post()).toEqual({});
  await act(slack, 'settings', { native_charts: false });
  expect(await post()).toMatchObject({
    error: 'invalid_blocks',
    errors: ['unsupported type: data_visualization [json-pointer:/blocks/0/type]'],
  });
});

test('more than one message a second in a channel is rate limited, other channels are not', async () => {
  const slack = await openSlack();
  const client = clientOf(slack);
  const post = (channel: string) => refusal(client.chat.postMessage({ channel, text: 'x' }));
  const burst: object[] = [];
  for (let count = 0; count < 5; count += 1) burst.push(await post(slack.channel));
  expect(burst.at(-1)).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 1 });
  expect(await post('#incidents')).toEqual({});
  await act(slack, 'settings', { rate_limits: false });
  expect(await post(slack.channel)).toEqual({});
});

test('wrong places, texts and tokens get the names that Slack has for them', async () => {
  const slack = await openSlack({ settings: { rateLimits: false } });
  const client = clientOf(slack);
  const errorOf = async (call: Promise<unknown>) => (await refusal(call)).error;
  const { ts = '' } = await client.chat.postMessage({ channel: slack.channel, text: 'firing' });
  const spoken = await act(slack, 'message', { text: 'mine' });
  const { channel } = slack;
  expect(await errorOf(client.chat.postMessage({ channel: 'C404', text: 'x' }))).toBe('channel_not_found');
  expect(await errorOf(client.chat.postMessage({ channel: 'general', text: 'x' }))).toBe('not_in_channel');
  expect(await errorOf(client.chat.postMessage({ channel, text: '' }))).toBe('no_text');
  expect(await errorOf(client.chat.update({ channel, ts: '1.000000', text: 'x' }))).toBe('message_not_found');
  expect(await errorOf(client.chat.update({ channel, ts: spoken.messages[0]?.ts ?? '', text: 'x' }))).toBe(
    'cant_update_message',
  );
  expect(await errorOf(client.chat.update({ channel, ts, text: 'ä'.repeat(2_001) }))).toBe('msg_too_long');
  expect(await errorOf(client.apiCall('chat.explode'))).toBe('unknown_method');
  expect(await errorOf(client.apiCall('chat.postMessage', { text: 'x' }))).toBe('invalid_arguments');
  expect(await errorOf(client.apps.connections.open())).toBe('not_allowed_token_type');
  expect(await errorOf(clientOf(slack, 'xoxb-nope').auth.test())).toBe('invalid_auth');
  expect(await errorOf(clientOf(slack, slack.appToken).auth.test())).toBe('not_allowed_token_type');
});

test('a response_url works five times', async () => {
  const slack = await openSlack();
  const urls: string[] = [];
  await connectApp(slack, (app) =>
    app.command('/sysmon', async ({ ack, command }) => {
      urls.push(command.response_url);
      await ack('ok');
    }),
  );
  await act(slack, 'command', { text: 'a' });
  const respond = async () => {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(urls[0] ?? '', {
      method: 'POST',
      headers,
      body: JSON.stringify({ text: 'more' }),
    });
    return [reply.status, ((await reply.json()) as { error?: string }).error];
  };
  for (let use = 1; use <= 5; use += 1) expect(await respond()).toEqual([200, undefined]);
  expect(await respond()).toEqual([404, 'used_url']);
});

test('with a request URL everything comes signed over HTTP', async () => {
  const slack = await openSlack();
  const { app, url } = await listeningApp(slack, slack.signingSecret);
  app.command('/sysmon', ({ ack }) => ack('signed and sealed'));
  app.event('app_mention', async ({ say }) => void (await say('heard')));
  await act(slack, 'settings', { request_url: url });
  expect((await act(slack, 'command', { text: 'health' })).ephemeral).toMatchObject([
    { text: 'signed and sealed' },
  ]);
  expect((await act(slack, 'message', { text: '@sysmon hi' })).messages.at(-1)).toMatchObject({
    text: 'heard',
  });
});

test('an app with another signing secret refuses what comes', async () => {
  const slack = await openSlack();
  const { url } = await listeningApp(slack, 'another secret');
  await act(slack, 'settings', { request_url: url });
  expect(await act(slack, 'command', { text: 'health' })).toMatchObject({
    ok: false,
    error: 'dispatch_failed',
  });
});

test('two connections share the commands; when one is told to go the app comes back', async () => {
  const slack = await openSlack();
  const answers = (name: string) => (app: App) => app.command('/sysmon', ({ ack }) => ack(name));
  await connectApp(slack, answers('one'));
  await connectApp(slack, answers('two'));
  const ask = async () => (await act(slack, 'command', { text: 'a' })).ephemeral[0]?.text;
  expect(new Set([await ask(), await ask()])).toEqual(new Set(['one', 'two']));
  await act(slack, 'settings', { disconnect: 'refresh_requested' });
  const stream = await fetch(`${slack.url}page/stream?user=maya`);
  expect(await act(slack, 'command', { text: 'a' })).toMatchObject({ error: 'dispatch_failed' });
  await until(stream, (event) => event.type === 'app_changed' && event.app.connected);
  expect(['one', 'two']).toContain(await ask());
});

test('an event that nobody acknowledged comes again', async () => {
  const slack = await openSlack();
  const { url } = await clientOf(slack, slack.appToken).apps.connections.open();
  const socket = new WebSocket(url ?? '');
  onTestFinished(() => socket.close());
  const envelopes = on(socket, 'message');
  const next = async () => {
    const { value } = await envelopes.next();
    return JSON.parse(String(value?.[0].data));
  };
  expect(await next()).toMatchObject({ type: 'hello', num_connections: 1 });
  await act(slack, 'message', { text: 'said to everyone', wait_ms: 0 });
  const first = await next();
  expect(first).toMatchObject({
    type: 'events_api',
    payload: { event: { type: 'message', channel_type: 'channel' } },
  });
  const again = await next();
  expect(again).toMatchObject({
    retry_attempt: 1,
    retry_reason: 'timeout',
    payload: { event_id: first.payload.event_id },
  });
  socket.send(JSON.stringify({ envelope_id: again.envelope_id, payload: {} }));
});

test('another site in the same browser gets nothing, and a wrong act a clear 400', async () => {
  const slack = await openSlack();
  const post = (headers: Record<string, string>, body: object) =>
    fetch(`${slack.act}/message`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const said = { user: 'maya', channel: slack.channel, text: 'hi' };
  expect((await post({ origin: 'https://evil.example' }, said)).status).toBe(403);
  expect((await post({ origin: new URL(slack.url).origin }, said)).status).toBe(200);
  const wrong = await post({}, { user: 'nobody', channel: slack.channel });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({
    messages: ['user: nobody here is called nobody', expect.stringContaining('text')],
  });
});

async function listeningApp(slack: SandboxSlack, signingSecret: string): Promise<{ app: App; url: string }> {
  const receiver = new HTTPReceiver({ signingSecret, logLevel: LogLevel.ERROR, port: await freePort() });
  const app = new App({
    token: slack.botToken,
    receiver,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.api },
  });
  const server = await app.start();
  onTestFinished(async () => {
    await app.stop();
  });
  const { port } = (server as ReturnType<typeof createServer>).address() as AddressInfo;
  return { app, url: `http://127.0.0.1:${port}/slack/events` };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Reads a stream of server-sent events until one fits. */
async function until(
  stream: Response,
  fits: (event: { type: string; app: { connected: boolean } }) => boolean,
): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of stream.body ?? []) {
    const events = decoder
      .decode(chunk)
      .split('\n\n')
      .filter((line) => line.startsWith('data: '));
    if (events.some((line) => fits(JSON.parse(line.slice('data: '.length))))) return;
  }
}
