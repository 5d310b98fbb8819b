import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { SandboxSlack } from '../../sandbox/slack/start-slack.ts';
import { silentLog } from '../../src/core/log.ts';
import { createSlackApp, type SlackApp } from '../../src/slack/app.ts';
import { openCalls } from '../../src/slack/call.ts';
import { checkSlack } from '../../src/slack/check.ts';
import type { SlackSettings } from '../../src/slack/settings.ts';
import { act, openSlack } from './sandbox-slack-app.ts';

function settingsOf({ api, botToken, appToken, channel }: SandboxSlack): SlackSettings {
  return { apiUrl: api, botToken, appToken, channel };
}

/** An app that answers every command with "heard". */
function appOf(settings: SlackSettings): SlackApp {
  const call = openCalls(settings.botToken, settings, silentLog);
  const slack = createSlackApp({
    settings,
    call,
    log: silentLog,
    register: (app) => app.command('/sysmon', ({ ack }) => ack('heard')),
  });
  onTestFinished(() => slack.stop());
  return slack;
}

const heard = (sandbox: SandboxSlack) =>
  act(sandbox, 'command', { text: 'x' }).then(({ ephemeral }) => ephemeral[0]?.text);

test('a wrong token stops the start with advice', async () => {
  const settings = settingsOf(await openSlack());
  const wrongBot = appOf({ ...settings, botToken: 'xoxb-wrong' }).start();
  await expect(wrongBot).rejects.toMatchObject({
    code: 'invalid_auth',
    advice: expect.stringContaining('xoxb-'),
  });
  const wrongApp = appOf({ ...settings, appToken: 'xapp-wrong' }).start();
  await expect(wrongApp).rejects.toMatchObject({ code: 'invalid_auth' });
});

test('the doctor sees who we are, where alerts go, and what is wrong', async () => {
  const settings = settingsOf(await openSlack());
  expect(await checkSlack(settings)).toMatchObject({
    team: 'Sandbox',
    channel: '#alerts',
    mode: 'Socket Mode',
  });
  const astray = checkSlack({ ...settings, channel: 'C0NOWHERE01' });
  await expect(astray).rejects.toMatchObject({
    code: 'channel_not_found',
    advice: expect.stringContaining('/invite'),
  });
  const outside = checkSlack({ ...settings, channel: 'C0GENERAL01' });
  await expect(outside).rejects.toMatchObject({
    code: expect.stringMatching(/not_in_channel|channel_not_found/),
  });
});

test('a refresh of the socket is followed at once, and stopping right after it is quiet', async () => {
  const sandbox = await openSlack();
  const slack = appOf(settingsOf(sandbox));
  await slack.start();
  expect(await heard(sandbox)).toBe('heard');
  await act(sandbox, 'settings', { disconnect: 'refresh_requested' });
  await vi.waitFor(async () => expect(await heard(sandbox)).toBe('heard'), { timeout: 4_000 });
  await act(sandbox, 'settings', { disconnect: 'warning' });
  await slack.stop();
  expect(slack.isConnected()).toBe(false);
});

test('an outage of Slack at the start is waited out', async () => {
  const sandbox = await openSlack();
  let down = true;
  const gate = createServer(async (request, response) => {
    if (down) return response.writeHead(503).end();
    const headers = { authorization: request.headers.authorization ?? '' };
    const reply = await fetch(`${sandbox.api}${request.url?.replace('/api/', '')}`, {
      method: 'POST',
      headers,
    });
    return response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text());
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void gate.close());
  const apiUrl = `http://127.0.0.1:${(gate.address() as AddressInfo).port}/api/`;
  const slack = appOf({ ...settingsOf(sandbox), apiUrl });
  await slack.start();
  expect(slack.isConnected()).toBe(false);
  down = false;
  await vi.waitFor(() => expect(slack.isConnected()).toBe(true), { timeout: 10_000, interval: 50 });
});

test('in HTTP mode a signed request is answered, and any other refused', async () => {
  const sandbox = await openSlack();
  const { appToken: _, ...settings } = settingsOf(sandbox);
  const port = await freePort();
  const slack = appOf({ ...settings, signingSecret: sandbox.signingSecret, port });
  await slack.start();
  const url = `http://127.0.0.1:${port}/slack/events`;
  await act(sandbox, 'settings', { request_url: url });
  expect(await heard(sandbox)).toBe('heard');
  const body = new URLSearchParams({ command: '/sysmon', text: 'x', user_id: 'U1' }).toString();
  const send = (secret: string, at: number) => {
    const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${signature}`,
    };
    return fetch(url, { method: 'POST', headers, body }).then(({ status }) => status);
  };
  const now = Math.floor(Date.now() / 1_000);
  expect(await send(sandbox.signingSecret, now)).toBe(200);
  expect(await send('another secret', now)).toBe(401);
  expect(await send(sandbox.signingSecret, now - 600)).toBe(401);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
