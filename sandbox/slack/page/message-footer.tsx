import type { Message } from '../page-api.ts';
import { Avatar } from './avatar.tsx';
import { clockTime } from './clock.ts';
import { usePage } from './context.ts';
import { emojify } from './emoji.ts';

/** Under a message: how people reacted, and the way into its thread. */
export function MessageFooter({ message, inThread }: { message: Message; inThread: boolean }) {
  const { reactions = [], reply_count: replies = 0 } = message;
  if (reactions.length === 0 && (inThread || replies === 0)) return null;
  return (
    <footer>
      {reactions.length > 0 && <Reactions message={message} />}
      {!inThread && replies > 0 && <Replies message={message} />}
    </footer>
  );
}

function Reactions({ message: { channel, ts, reactions = [] } }: { message: Message }) {
  const { state, act } = usePage();
  const nameOf = (user: string) => state.people.find(({ id }) => id === user)?.real_name ?? user;
  return (
    <div className="reactions">
      {reactions.map(({ name, count, users }) => {
        const isMine = users.includes(state.you);
        return (
          <button
            key={name}
            type="button"
            className="reaction"
            aria-pressed={isMine}
            title={`${users.map(nameOf).join(', ')} reacted with :${name}:`}
            onClick={() => act('reaction', { channel, ts, name, remove: isMine })}
          >
            {emojify(`:${name}:`)} {count}
          </button>
        );
      })}
    </div>
  );
}

function Replies({ message }: { message: Message }) {
  const { zone, openThread } = usePage();
  const { channel, ts, reply_count: replies = 0, reply_users: users = [], latest_reply: latest } = message;
  return (
    <button type="button" className="replies" onClick={() => openThread(channel, ts)}>
      {users.slice(0, 4).map((user) => (
        <Avatar key={user} user={user} />
      ))}
      <b>
        {replies} {replies === 1 ? 'reply' : 'replies'}
      </b>
      {latest && <small>Last reply at {clockTime(latest, zone)}</small>}
    </button>
  );
}
