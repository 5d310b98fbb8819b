import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { Manifest } from '../../sandbox/slack/manifest.ts';
import type { SandboxSlack } from '../../sandbox/slack/start-slack.ts';
import { type Alert, Alert as AlertSchema } from '../../src/core/alert.ts';
import { type Log, silentLog } from '../../src/core/log.ts';
import { type Clock, systemClock } from '../../src/core/time.ts';
import { openSlack as openSlackRoom, type Slack } from '../../src/slack/open-slack.ts';
import type { SlackSettings } from '../../src/slack/settings.ts';
import { collection } from '../../src/store/collection.ts';
import type { Store } from '../../src/store/store.ts';
import { openMemoryStore } from '../support/memory-store.ts';
import { alertSample } from '../unit/slack/samples.ts';
import { openSlack } from './sandbox-slack-app.ts';
import { openProxy, type SlackProxy } from './slack-proxy.ts';

/** The app as it is installed in a real workspace. */
const MANIFEST = Manifest.parse(
  parse(readFileSync(new URL('../../slack-manifest.yaml', import.meta.url), 'utf8')),
);

export interface World {
  sandbox: SandboxSlack;
  proxy: SlackProxy;
  settings: SlackSettings;
  store: Store;
  slack: Slack;
  /** Another worker on the same store. */
  worker(): Slack;
  /** Writes the alert's next version. */
  put(change?: Partial<Alert>): Promise<Alert>;
  /** Messages of the channel, oldest first, as Slack has them. */
  messages(threadTs?: string): Promise<SlackMessage[]>;
}

export interface SlackMessage {
  ts: string;
  text: string;
  blocks?: { type: string }[];
  files?: { title: string; mimetype: string }[];
}

/** A workspace of the sandbox behind a line that can be bad, a store, and the room under test. */
export async function openWorld({
  clock = systemClock,
  log = silentLog,
  workspace = {},
}: {
  clock?: Clock;
  log?: Log;
  workspace?: { nativeCharts?: boolean; rateLimits?: boolean };
} = {}): Promise<World> {
  const sandbox = await openSlack({ settings: workspace, manifest: MANIFEST });
  const proxy = await openProxy(sandbox.api);
  const store = openMemoryStore({ clock });
  const { botToken, appToken, channel } = sandbox;
  const settings: SlackSettings = { botToken, appToken, channel, apiUrl: proxy.api };
  const worker = () => openSlackRoom({ settings, store, clock, log });
  const alerts = collection(store.documents, 'alert', AlertSchema);
  return {
    sandbox,
    proxy,
    settings,
    store,
    slack: worker(),
    worker,
    put: async (change = {}) => {
      const alert = alertSample({ startedAt: clock.now() - 60_000, lastSeenAt: clock.now(), ...change });
      return (await alerts.change<never>(alert.id, () => alert)).data;
    },
    messages: async (threadTs) => {
      const method = threadTs ? 'conversations.replies' : 'conversations.history';
      const body = new URLSearchParams({ channel, limit: '200', ...(threadTs ? { ts: threadTs } : {}) });
      const headers = { authorization: `Bearer ${botToken}` };
      const reply = await fetch(`${sandbox.api}${method}`, { method: 'POST', headers, body });
      const { messages } = (await reply.json()) as { messages: SlackMessage[] };
      return messages.toSorted((a, b) => a.ts.localeCompare(b.ts));
    },
  };
}

/** As the queue does: tries again what Slack's trouble, or another worker, kept from being done. */
export async function untilDone(work: () => Promise<void>, tries = 20): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
