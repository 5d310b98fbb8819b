import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import type { EphemeralMessage, Message } from '../page-api.ts';
import { dayOf } from './clock.ts';
import { usePage } from './context.ts';
import { MessageView } from './message-view.tsx';

interface TimelineProps {
  messages: (Message | EphemeralMessage)[];
  inThread: boolean;
  /** `ts` of the first message that the reader has not seen. */
  since?: string | undefined;
  /** What stands above the first message. */
  intro?: ReactNode;
}

/** Messages from old to new. Stays at the newest unless the reader scrolled up; what they said or were told brings them back. */
export function TimelineView({ messages, inThread, since, intro }: TimelineProps) {
  const { state } = usePage();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = messages.at(-1);
  const isForMe = last !== undefined && (last.user === state.you || 'is_ephemeral' in last);
  useEffect(() => {
    if (isForMe && last?.ts) atEnd.current = true;
  }, [isForMe, last?.ts]);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const stay = () => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    };
    stay();
    const observer = new ResizeObserver(stay);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return (
    <div
      className="timeline"
      role="log"
      aria-live="polite"
      aria-label={inThread ? 'Thread' : 'Messages'}
      ref={list}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
      }}
    >
      {intro}
      {messages.map((message, index) => (
        <Fragment key={`${message.ts}${'is_ephemeral' in message}`}>
          <DayLine message={message} before={messages[index - 1]} />
          {message.ts === since && <div className="new-line">New</div>}
          <MessageView
            message={message}
            inThread={inThread}
            goesOn={isSameBreath(messages[index - 1], message)}
          />
        </Fragment>
      ))}
    </div>
  );
}

const BREATH = 5 * 60;

/** What one person says in a few minutes stands under their name once. What holds blocks always has its own. */
function isSameBreath(before: Message | undefined, { user, ts, blocks }: Message): boolean {
  if (before?.user !== user || blocks?.length || 'is_ephemeral' in before) return false;
  return Number(ts) - Number(before.ts) < BREATH;
}

function DayLine({ message, before }: { message: Message; before: Message | undefined }) {
  const { zone } = usePage();
  const day = dayOf(message.ts, zone);
  if (before && dayOf(before.ts, zone) === day) return null;
  return (
    <div className="day">
      <span>{day}</span>
    </div>
  );
}
