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

/** The manifest that is also used to install the app in a real workspace. */
export async function readManifest(file: URL): Promise<Manifest> {
  return Manifest.parse(parse(await readFile(file, 'utf8')));
}
