import type { Credentials } from '../credentials.ts';
import { slackError } from '../slack-error.ts';
import { APP, PEOPLE } from '../world.ts';
import type { Caller, Method } from './method.ts';

/** Who the token belongs to, if it may call the method at all. */
export function authorize(method: Method, token: string | undefined, credentials: Credentials): Caller {
  const app: Caller = { kind: 'app', user: APP.user };
  if (method.auth === 'open') return app;
  if (!token) throw slackError('not_authed');
  const caller = callerOf(token, credentials);
  if (!caller) throw slackError('invalid_auth');
  if ((caller.kind === 'app') !== (method.auth === 'app')) throw slackError('not_allowed_token_type');
  return caller;
}

function callerOf(token: string, { botToken, appToken, userToken }: Credentials): Caller | undefined {
  if (token === botToken) return { kind: 'bot', user: APP.user };
  if (token === appToken) return { kind: 'app', user: APP.user };
  return token === userToken ? { kind: 'user', user: PEOPLE[0].id } : undefined;
}
