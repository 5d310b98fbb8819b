import type { EphemeralMessage, Message } from '../page-api.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks.tsx';
import { clockTime, fullTime } from './clock.ts';
import { usePage } from './context.ts';
import { Mrkdwn } from './display-block.tsx';
import { FileView } from './file-view.tsx';
import { Icon } from './icons.tsx';
import { MessageFooter } from './message-footer.tsx';
import { MessageMenu } from './message-menu.tsx';

interface MessageProps {
  message: Message | EphemeralMessage;
  inThread: boolean;
  /** The message above is by the same person, just before. */
  goesOn: boolean;
}

/** One message: who, when, what, and what a person can do with it. */
export function MessageView({ message, inThread, goesOn }: MessageProps) {
  const isEphemeral = 'is_ephemeral' in message;
  const looks = ['message', isEphemeral && 'ephemeral', goesOn && 'goes-on'].filter(Boolean).join(' ');
  return (
    <article className={looks} data-ts={message.ts}>
      {goesOn ? <span className="margin" /> : <Avatar user={message.user} />}
      <div className="body">
        {isEphemeral && (
          <p className="only-you">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {!goesOn && <Author message={message} />}
        <Content message={message} />
        {message.files?.map((file) => (
          <FileView key={file.id} file={file} />
        ))}
        <MessageFooter message={message} inThread={inThread} />
      </div>
      {!isEphemeral && <MessageMenu message={message} inThread={inThread} />}
    </article>
  );
}

function Author({ message: { user, ts } }: { message: Message }) {
  const { state, zone } = usePage();
  const person = state.people.find(({ id }) => id === user);
  return (
    <header>
      <strong>{person?.real_name ?? 'Slackbot'}</strong>
      {person?.is_bot !== false && <span className="badge">APP</span>}
      <time dateTime={new Date(Number(ts) * 1000).toISOString()} title={fullTime(ts, zone)}>
        {clockTime(ts, zone)}
      </time>
    </header>
  );
}

function Content({ message }: { message: Message }) {
  const { channel, ts, blocks, text, files } = message;
  if (blocks?.length) return <Blocks blocks={blocks} place={{ channel, ts }} />;
  if (files?.length && !text) return null;
  return (
    <div className="text">
      <Mrkdwn text={text} />
      {message.edited && <span className="edited">(edited)</span>}
    </div>
  );
}
