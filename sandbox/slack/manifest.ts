import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const Command = z.object({
  command: z.string().startsWith('/'),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
});

const Shortcut = z.object({
  name: z.string(),
  type: z.enum(['message', 'global']).default('message'),
  callback_id: z.string(),
  description: z.string().default(''),
});

/** The part of Slack's app manifest that shows in a workspace: https://docs.slack.dev/reference/app-manifest */
export const Manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    slash_commands: z.array(Command).default([]),
    shortcuts: z.array(Shortcut).default([]),
  }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** What is installed where no manifest is at hand. */
const FALLBACK: Manifest = {
  display_information: { name: 'sysmon' },
  features: {
    slash_commands: [{ command: '/sysmon', description: 'Ask sysmon', usage_hint: 'errors api last 24h' }],
    shortcuts: [
      {
        name: 'Create Jira ticket',
        type: 'message',
        callback_id: 'ticket.create',
        description: 'Makes a ticket of this message and its thread',
      },
    ],
  },
  settings: {
    event_subscriptions: {
      bot_events: ['app_home_opened', 'app_mention', 'message.channels', 'message.im'],
    },
  },
};

/** The manifest that is also used to install the app in a real workspace. */
export async function readManifest(file: URL): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? FALLBACK : Manifest.parse(parse(text));
}
