import type { Message } from '../page-api.ts';
import { usePage } from './context.ts';
import { emojify } from './emoji.ts';
import { Icon } from './icons.tsx';

const QUICK = ['eyes', 'white_check_mark', '+1'];

/** What can be done with a message: it shows when the message is pointed at, or when the keyboard gets there. */
export function MessageMenu({ message, inThread }: { message: Message; inThread: boolean }) {
  const { state, act, openThread } = usePage();
  const { channel, ts, thread_ts } = message;
  const mine =
    message.reactions?.filter(({ users }) => users.includes(state.you)).map(({ name }) => name) ?? [];
  return (
    <div className="message-menu" role="toolbar" aria-label="Message">
      {QUICK.map((name) => (
        <button
          key={name}
          type="button"
          className="quick"
          aria-label={`React with ${name.replaceAll('_', ' ')}`}
          onClick={() => act('reaction', { channel, ts, name, remove: mine.includes(name) })}
        >
          {emojify(`:${name}:`)}
        </button>
      ))}
      {!inThread && (
        <button
          type="button"
          title="Reply in thread"
          aria-label="Reply in thread"
          onClick={() => openThread(channel, thread_ts ?? ts)}
        >
          <Icon name="reply" />
        </button>
      )}
      {state.app.shortcuts.map(({ name, callback_id, description }) => (
        <button
          key={callback_id}
          type="button"
          title={description}
          aria-label={name}
          onClick={() => act('shortcut', { channel, ts, callback_id })}
        >
          <Icon name="ticket" /> <span>{name}</span>
        </button>
      ))}
    </div>
  );
}
