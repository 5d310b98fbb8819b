import { CHAT } from './chat.ts';
import { CONVERSATIONS } from './conversations.ts';
import { FILES } from './files.ts';
import { HISTORY } from './history.ts';
import type { Method } from './method.ts';
import { PEOPLE_METHODS } from './people.ts';
import { REACTIONS } from './reactions.ts';
import { SESSION } from './session.ts';
import { VIEWS } from './views.ts';

/** Every method of the Web API that is here. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  [SESSION, CHAT, CONVERSATIONS, HISTORY, PEOPLE_METHODS, REACTIONS, VIEWS, FILES]
    .flat()
    .map((method) => [method.name, method]),
);
