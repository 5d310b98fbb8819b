import type { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { commandPayload, parseCommand } from '../interactions/command.ts';
import { escaped } from '../interactions/compose.ts';
import { Reply, respond } from '../interactions/respond.ts';
import type { Channel } from '../page-api.ts';
import { SlackError } from '../slack-error.ts';
import type { Acted } from './perform.ts';
import { channelFor } from './place.ts';
import type { CommandRequest } from './requests.ts';

/** Types a slash command; the acknowledgement may already hold the answer. */
export async function typeCommand(
  context: SlackContext,
  request: z.infer<typeof CommandRequest>,
): Promise<Acted> {
  const { user, thread_ts } = request;
  const channel = channelFor(context, user, request.channel);
  const known = context.manifest.features.slash_commands.map(({ command }) => command);
  const typed = parseCommand(request.text, known[0] ?? '/sysmon');
  const complain = (text: string) => context.ephemerals.complain(user, channel.id, text);
  if (thread_ts !== undefined) {
    complain(`${typed.command} is not supported in threads. Sorry!`);
    return { error: 'not_supported_in_threads' };
  }
  if (!known.includes(typed.command)) {
    complain(`${typed.command} is not a valid command.`);
    return { error: 'unknown_command' };
  }
  const payload = commandPayload(context, user, channel, { ...typed, text: escaped(typed.text) });
  const outcome = await context.delivery.send('slash_commands', payload);
  if (outcome.acked) return answer(context, user, channel, outcome.payload);
  complain(`${typed.command} failed with the error "${outcome.error}"`);
  return { error: outcome.error };
}

async function answer(context: SlackContext, user: string, channel: Channel, acked: unknown): Promise<Acted> {
  const reply = Reply.safeParse(typeof acked === 'string' ? { text: acked } : acked);
  if (!reply.success || (!reply.data.text && reply.data.blocks === undefined)) return {};
  try {
    await respond(context, { user, channel: channel.id }, reply.data);
    return {};
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    context.log.warn(
      { error: error.code, ...error.details },
      'the app acknowledged with a message that Slack refuses',
    );
    context.ephemerals.complain(user, channel.id, `The app's answer was refused: ${error.code}`);
    return { error: error.code };
  }
}
