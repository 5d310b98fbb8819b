import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { onTestFinished } from 'vitest';
import { Manifest } from '../../sandbox/slack/manifest.ts';
import type { SlackOptions } from '../../sandbox/slack/options.ts';
import type { ActResult } from '../../sandbox/slack/page-api.ts';
import { type SandboxSlack, startSlack } from '../../sandbox/slack/start-slack.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';

const MANIFEST = Manifest.parse({
  display_information: { name: 'sysmon' },
  features: {
    slash_commands: [{ command: '/sysmon' }],
    shortcuts: [{ name: 'Create ticket', callback_id: 'ticket.create' }],
  },
  settings: {
    event_subscriptions: {
      bot_events: ['app_home_opened', 'app_mention', 'message.channels', 'message.im'],
    },
  },
});

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-slack-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace of its own for one test. */
export async function openSlack(options: Partial<SlackOptions> = {}): Promise<SandboxSlack> {
  const folder = options.folder ?? (await temporaryFolder());
  const slack = await startSlack({
    clock: systemClock,
    log: silentLog,
    manifest: MANIFEST,
    ...options,
    folder,
  });
  onTestFinished(() => slack.stop());
  return slack;
}

/** The real Bolt app, by Socket Mode; `register` adds its listeners before it connects. */
export async function connectApp(slack: SandboxSlack, register: (app: App) => void = () => {}): Promise<App> {
  const clientOptions = { slackApiUrl: slack.api, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logLevel: LogLevel.ERROR,
    clientPingTimeout: 300,
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  const app = new App({ token: slack.botToken, receiver, logLevel: LogLevel.ERROR, clientOptions });
  register(app);
  await app.start();
  onTestFinished(async () => {
    await app.stop();
  });
  return app;
}

/** What a person does, and what they then see. */
export async function act(slack: SandboxSlack, what: string, body: object): Promise<ActResult> {
  const reply = await fetch(`${slack.act}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'maya', channel: slack.channel, ...body }),
  });
  return reply.json() as Promise<ActResult>;
}
