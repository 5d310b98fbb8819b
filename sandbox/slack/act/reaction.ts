import type { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { findMessage } from '../web-api/places.ts';
import { withoutReaction, withReaction } from '../workspace/reactions.ts';
import type { Acted } from './perform.ts';
import { channelFor } from './place.ts';
import type { ReactionRequest } from './requests.ts';

export async function react(context: SlackContext, request: z.infer<typeof ReactionRequest>): Promise<Acted> {
  const { user, name, remove } = request;
  const channel = channelFor(context, user, request.channel);
  const message = findMessage(context, channel.id, request.ts);
  const change = remove ? withoutReaction : withReaction;
  await context.messages.replace(change(message, name, user));
  return { done: true };
}
