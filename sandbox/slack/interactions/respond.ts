import { z } from 'zod';
import type { SlackContext } from '../context.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { slackError } from '../slack-error.ts';
import { Content, type ReadContent, readContent } from '../web-api/message-content.ts';
import { APP } from '../world.ts';

/** What an app posts to a `response_url`, or acknowledges a command with. */
export const Reply = Content.extend({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});
export type Reply = z.infer<typeof Reply>;

export async function respond(context: SlackContext, target: ResponseTarget, reply: Reply): Promise<void> {
  const { response_type, replace_original, delete_original, thread_ts, ...content } = reply;
  if (delete_original) return removeSource(context, target);
  const read = readContent(context, content);
  if (replace_original && target.source) return replaceSource(context, target, read);
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const draft = { channel: target.channel, user: APP.user, ...read, ...thread };
  if (response_type === 'in_channel') await context.messages.post(draft);
  else context.ephemerals.post(target.user, draft);
}

async function removeSource(context: SlackContext, target: ResponseTarget): Promise<void> {
  const { ephemeral, message } = sourceOf(context, target);
  if (ephemeral) return context.ephemerals.remove(ephemeral);
  if (message) await context.messages.remove(message);
}

async function replaceSource(
  context: SlackContext,
  target: ResponseTarget,
  read: ReadContent,
): Promise<void> {
  const { ephemeral, message } = sourceOf(context, target);
  if (ephemeral) context.ephemerals.revise(ephemeral, read);
  if (message) await context.messages.revise(message, read);
}

function sourceOf({ ephemerals, workspace }: SlackContext, { user, channel, source }: ResponseTarget) {
  const ephemeral = source?.ephemeral ? ephemerals.find(user, source.ts) : undefined;
  const message = source?.ephemeral ? undefined : workspace.message(channel, source?.ts ?? '');
  if (!ephemeral && !message) throw slackError('message_not_found');
  return { ephemeral, message };
}
