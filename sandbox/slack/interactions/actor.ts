import type { SlackContext } from '../context.ts';
import type { Channel, Person } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import { APP, MEMBERS, TEAM } from '../world.ts';

/** What every interaction says about who did it, where. */
export function actor({ credentials }: SlackContext, user: string) {
  const { id, name } = memberById(user);
  return {
    token: credentials.verificationToken,
    api_app_id: APP.id,
    team: { id: TEAM.id, domain: TEAM.domain },
    user: { id, username: name, name, team_id: TEAM.id },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function memberById(user: string): Person {
  const found = MEMBERS.find(({ id }) => id === user);
  if (!found) throw slackError('user_not_found');
  return found;
}

export function channelOf({ id, name, is_im }: Channel): { id: string; name: string } {
  return { id, name: is_im ? 'directmessage' : name };
}
