import { Fragment, useEffect, useRef } from 'react';
import type { EphemeralMessage, Message } from '../page-api.ts';
import { usePage } from './context.ts';
import { MessageView } from './message-view.tsx';

/** Messages from old to new. Stays at the newest unless the reader scrolled up. */
export function TimelineView({
  messages,
  inThread,
}: {
  messages: (Message | EphemeralMessage)[];
  inThread: boolean;
}) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
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
      ref={list}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 80;
      }}
    >
      {messages.map((message, index) => (
        <Fragment key={`${message.ts}${'is_ephemeral' in message}`}>
          <DayLine message={message} before={messages[index - 1]} />
          <MessageView message={message} inThread={inThread} />
        </Fragment>
      ))}
    </div>
  );
}

function DayLine({ message, before }: { message: Message; before: Message | undefined }) {
  const { state } = usePage();
  const zone = state.people.find(({ id }) => id === state.you)?.tz ?? 'UTC';
  const day = (ts: string) =>
    new Date(Number(ts) * 1000).toLocaleDateString('en-US', {
      timeZone: zone,
      weekday: 'long',
      month: 'long',
      day: 'numeric',
    });
  if (before && day(before.ts) === day(message.ts)) return null;
  return <div className="day">{day(message.ts)}</div>;
}
