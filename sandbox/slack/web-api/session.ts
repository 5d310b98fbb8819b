import { z } from 'zod';
import { APP, MEMBERS, TEAM } from '../world.ts';
import { method } from './method.ts';

const authTest = method('auth.test', 'unlimited', z.object({}), (_none, { origin }, { user, kind }) => ({
  url: `${origin()}/`,
  team: TEAM.name,
  user: MEMBERS.find(({ id }) => id === user)?.name,
  team_id: TEAM.id,
  user_id: user,
  ...(kind === 'bot' && { bot_id: APP.bot }),
  is_enterprise_install: false,
}));

const apiTest = method('api.test', 'unlimited', z.looseObject({}), (args) => ({ args }), 'open');

const connectionsOpen = method(
  'apps.connections.open',
  'unlimited',
  z.object({}),
  (_none, { sockets, origin }) => ({
    url: `${origin().replace('http', 'ws')}/socket?ticket=${sockets.issueTicket()}&app_id=${APP.id}`,
  }),
  'app',
);

const teamInfo = method('team.info', 3, z.object({}), () => ({ team: { ...TEAM, email_domain: '' } }));

export const SESSION = [authTest, apiTest, connectionsOpen, teamInfo];
