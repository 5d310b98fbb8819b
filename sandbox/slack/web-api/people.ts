import { z } from 'zod';
import { slackError } from '../slack-error.ts';
import { APP, MEMBERS, PEOPLE, TEAM, USERGROUPS } from '../world.ts';
import { Cursor, Flag, limit } from './arguments.ts';
import { method } from './method.ts';
import { pageOf } from './paging.ts';
import { wireUser } from './wire.ts';

const info = method('users.info', 4, z.object({ user: z.string() }), ({ user }, { clock }) => {
  const found = MEMBERS.find(({ id }) => id === user);
  if (!found) throw slackError('user_not_found');
  return { user: wireUser(found, clock.now()) };
});

const list = method(
  'users.list',
  2,
  z.object({ cursor: Cursor, limit: limit(200, 1000) }),
  ({ cursor, limit }, { clock }) => {
    const page = pageOf(MEMBERS, ({ id }) => id, cursor, limit);
    const members = page.items.map((person) => wireUser(person, clock.now()));
    return {
      members,
      cache_ts: Math.floor(clock.now() / 1000),
      response_metadata: { next_cursor: page.next },
    };
  },
);

const lookup = method('users.lookupByEmail', 3, z.object({ email: z.string() }), ({ email }, { clock }) => {
  const found = PEOPLE.find((person) => person.email === email.toLowerCase());
  if (!found) throw slackError('users_not_found');
  return { user: wireUser(found, clock.now()) };
});

const groups = method('usergroups.list', 2, z.object({ include_users: Flag }), ({ include_users }) => ({
  usergroups: USERGROUPS.map(({ users, ...group }) => ({
    ...group,
    team_id: TEAM.id,
    is_usergroup: true,
    description: '',
    user_count: users.length,
    ...(include_users && { users }),
  })),
}));

const groupUsers = method(
  'usergroups.users.list',
  2,
  z.object({ usergroup: z.string() }),
  ({ usergroup }) => {
    const found = USERGROUPS.find(({ id }) => id === usergroup);
    if (!found) throw slackError('no_such_subteam');
    return { users: found.users };
  },
);

const bot = method(
  'bots.info',
  3,
  z.object({ bot: z.string().default(APP.bot) }),
  ({ bot }, { manifest }) => {
    if (bot !== APP.bot) throw slackError('bot_not_found');
    const { name } = manifest.display_information;
    return { bot: { id: APP.bot, deleted: false, name, app_id: APP.id, user_id: APP.user, icons: {} } };
  },
);

export const PEOPLE_METHODS = [info, list, lookup, groups, groupUsers, bot];
