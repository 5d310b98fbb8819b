import type { EphemeralMessage, Message } from '../page-api.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks.tsx';
import { usePage } from './context.ts';
import { Mrkdwn } from './display-block.tsx';
import { emojify } from './emoji.ts';
import { FileView } from './file-view.tsx';

/** One message: who, when, what, and what a person can do with it. */
export function MessageView({
  message,
  inThread,
}: {
  message: Message | EphemeralMessage;
  inThread: boolean;
}) {
  const { state } = usePage();
  const person = state.people.find(({ id }) => id === message.user);
  const ephemeral = 'is_ephemeral' in message;
  return (
    <article className={`message ${ephemeral ? 'ephemeral' : ''}`} data-ts={message.ts}>
      <Avatar user={message.user} />
      <div className="body">
        <header>
          <strong>{person?.real_name ?? 'Slackbot'}</strong>
          {person?.is_bot !== false && <span className="badge">APP</span>}
          <Time ts={message.ts} zone={state.people.find(({ id }) => id === state.you)?.tz ?? 'UTC'} />
          {ephemeral && <span className="only-you">Only visible to you</span>}
        </header>
        <Content message={message} />
        {message.files?.map((file) => (
          <FileView key={file.id} file={file} />
        ))}
        <Footer message={message} inThread={inThread} />
      </div>
      {!ephemeral && <MessageMenu message={message} inThread={inThread} />}
    </article>
  );
}

function Content({ message }: { message: Message }) {
  const { channel, ts, blocks, text } = message;
  if (blocks?.length) return <Blocks blocks={blocks} place={{ channel, ts }} />;
  return (
    <div className="text">
      <Mrkdwn text={text} />
      {message.edited && <span className="edited">(edited)</span>}
    </div>
  );
}

function Footer({ message, inThread }: { message: Message; inThread: boolean }) {
  const { act, openThread } = usePage();
  const { channel, ts, reactions = [], reply_count: replies = 0 } = message;
  return (
    <footer>
      {reactions.map(({ name, count }) => (
        <button
          key={name}
          type="button"
          className="reaction"
          onClick={() => act('reaction', { channel, ts, name })}
        >
          {emojify(`:${name}:`)} {count}
        </button>
      ))}
      {!inThread && replies > 0 && (
        <button type="button" className="replies" onClick={() => openThread(channel, ts)}>
          {replies} {replies === 1 ? 'reply' : 'replies'}
        </button>
      )}
    </footer>
  );
}

function MessageMenu({ message, inThread }: { message: Message; inThread: boolean }) {
  const { state, act, openThread } = usePage();
  const { channel, ts, thread_ts } = message;
  return (
    <div className="message-menu">
      {!inThread && (
        <button type="button" title="Reply in thread" onClick={() => openThread(channel, thread_ts ?? ts)}>
          💬
        </button>
      )}
      {state.app.shortcuts.map(({ name, callback_id, description }) => (
        <button
          key={callback_id}
          type="button"
          title={description}
          onClick={() => act('shortcut', { channel, ts, callback_id })}
        >
          🎫 <span>{name}</span>
        </button>
      ))}
    </div>
  );
}

function Time({ ts, zone }: { ts: string; zone: string }) {
  const date = new Date(Number(ts) * 1000);
  const show = (options: Intl.DateTimeFormatOptions) =>
    date.toLocaleString('en-US', { timeZone: zone, ...options });
  return (
    <time dateTime={date.toISOString()} title={show({ dateStyle: 'full', timeStyle: 'medium' })}>
      {show({ hour: 'numeric', minute: '2-digit' })}
    </time>
  );
}
