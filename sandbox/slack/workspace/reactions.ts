import type { Message } from '../page-api.ts';
import { slackError } from '../slack-error.ts';

/** The message with one more emoji of this person; throws `already_reacted`. */
export function withReaction(message: Message, name: string, user: string): Message {
  const users = usersOf(message, name);
  if (users.includes(user)) throw slackError('already_reacted');
  return reacted(message, name, [...users, user]);
}

/** The message without that emoji of this person; throws `no_reaction`. */
export function withoutReaction(message: Message, name: string, user: string): Message {
  const users = usersOf(message, name);
  if (!users.includes(user)) throw slackError('no_reaction');
  const others = users.filter((other) => other !== user);
  return reacted(message, name, others);
}

function usersOf(message: Message, name: string): string[] {
  return message.reactions?.find((reaction) => reaction.name === name)?.users ?? [];
}

function reacted({ reactions = [], ...message }: Message, name: string, users: string[]): Message {
  const changed = { name, users, count: users.length };
  const known = reactions.some((reaction) => reaction.name === name);
  const all = known
    ? reactions.map((reaction) => (reaction.name === name ? changed : reaction))
    : [...reactions, changed];
  const left = all.filter(({ count }) => count > 0);
  return left.length > 0 ? { ...message, reactions: left } : message;
}
