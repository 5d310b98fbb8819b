import { z } from 'zod';
import { RejectedError } from '../core/errors.ts';
import { type Log, silentLog } from '../core/log.ts';
import { type Call, openCalls } from './call.ts';
import { Identity } from './identity.ts';
import { SCOPES } from './scopes.ts';
import type { SlackSettings } from './settings.ts';

/** What the doctor learned: who we are to Slack, and where alerts go. */
export interface SlackCheck {
  team: string;
  bot: string;
  channel: string;
  mode: 'Socket Mode' | 'HTTP';
}

const Channel = z.object({
  channel: z.object({
    id: z.string(),
    name: z.string().optional(),
    is_member: z.boolean().optional(),
    is_archived: z.boolean().optional(),
  }),
});

/** The tokens, the scopes and the channel. Throws the error that says what to mend. */
export async function checkSlack(settings: SlackSettings, log: Log = silentLog): Promise<SlackCheck> {
  const call = openCalls(settings.botToken, settings, log);
  const identity = await call('auth.test', {}, Identity);
  refuseMissingScopes(identity.response_metadata?.scopes);
  const channel = await readChannel(settings.channel, call);
  if (settings.appToken) {
    const app = openCalls(settings.appToken, settings, log);
    await app('apps.connections.open', {}, z.object({ url: z.string() }));
  }
  return {
    team: identity.team ?? identity.team_id ?? 'unknown',
    bot: identity.user ?? identity.user_id,
    channel,
    mode: settings.appToken ? 'Socket Mode' : 'HTTP',
  };
}

/** Slack names a token's scopes in a header; a server that does not is trusted. */
function refuseMissingScopes(granted: readonly string[] | undefined): void {
  const missing = granted ? SCOPES.filter((scope) => !granted.includes(scope)) : [];
  if (missing.length === 0) return;
  throw new RejectedError(
    'missing_scope',
    `The bot token lacks scopes: ${missing.join(', ')}`,
    'Paste slack-manifest.yaml into the app ("App Manifest"), and install it again.',
  );
}

async function readChannel(id: string, call: Call): Promise<string> {
  const { channel } = await call('conversations.info', { channel: id }, Channel);
  const name = channel.name ? `#${channel.name}` : channel.id;
  if (channel.is_archived)
    throw new RejectedError('is_archived', `${name} is archived`, 'Unarchive it, or name another channel.');
  if (channel.is_member === false)
    throw new RejectedError(
      'not_in_channel',
      `The bot is not in ${name}`,
      'Invite it there: /invite @sysmon.',
    );
  return name;
}
