import type { z } from 'zod';
import { SECOND } from '../../../src/core/time.ts';
import type { SlackContext } from '../context.ts';
import { actor, channelOf } from '../interactions/actor.ts';
import { slackError } from '../slack-error.ts';
import { findMessage } from '../web-api/places.ts';
import { wireMessage } from '../web-api/wire.ts';
import type { Acted } from './perform.ts';
import { channelFor } from './place.ts';
import type { ShortcutRequest } from './requests.ts';

/** Picks a message shortcut: https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export async function useShortcut(
  context: SlackContext,
  request: z.infer<typeof ShortcutRequest>,
): Promise<Acted> {
  const { user, callback_id } = request;
  const known = context.manifest.features.shortcuts.some((shortcut) => shortcut.callback_id === callback_id);
  if (!known) throw slackError('unknown_shortcut');
  const channel = channelFor(context, user, request.channel);
  const message = findMessage(context, channel.id, request.ts);
  const { ts, thread_ts } = message;
  const source = { ts, ephemeral: false, ...(thread_ts && { thread_ts }) };
  const outcome = await context.delivery.send('interactive', {
    type: 'message_action',
    ...actor(context, user),
    action_ts: (context.clock.now() / SECOND).toFixed(6),
    callback_id,
    trigger_id: context.triggers.make(user),
    response_url: context.origin() + context.responseUrls.make({ user, channel: channel.id, source }),
    channel: channelOf(channel),
    message_ts: ts,
    message: wireMessage(context, message, true),
  });
  return outcome.acked ? {} : { error: outcome.error };
}
