import type { SlackContext } from '../context.ts';
import type { Payload } from '../delivery/delivery.ts';
import type { Channel } from '../page-api.ts';
import { APP, TEAM } from '../world.ts';
import { channelOf, memberById } from './actor.ts';

export interface TypedCommand {
  command: string;
  text: string;
}

/** `/sysmon errors api`, or `errors api` for the app's first command. */
export function parseCommand(typed: string, first: string): TypedCommand {
  if (!typed.startsWith('/')) return { command: first, text: typed.trim() };
  const [command = first] = typed.split(/\s/, 1);
  return { command, text: typed.slice(command.length).trim() };
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function commandPayload(
  context: SlackContext,
  user: string,
  channel: Channel,
  typed: TypedCommand,
): Payload {
  return {
    token: context.credentials.verificationToken,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: channel.id,
    channel_name: channelOf(channel).name,
    user_id: user,
    user_name: memberById(user).name,
    ...typed,
    api_app_id: APP.id,
    is_enterprise_install: 'false',
    response_url: context.origin() + context.responseUrls.make({ user, channel: channel.id }),
    trigger_id: context.triggers.make(user),
  };
}
