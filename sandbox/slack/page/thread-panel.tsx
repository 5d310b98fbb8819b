import { useEffect } from 'react';
import { Composer } from './composer.tsx';
import { usePage } from './context.ts';
import { Icon } from './icons.tsx';
import { thread } from './state.ts';
import { TimelineView } from './timeline-view.tsx';
import { useFocusReturn } from './use-focus-return.ts';

export function ThreadPanel({ channel, ts, close }: { channel: string; ts: string; close(): void }) {
  const { state } = usePage();
  useFocusReturn();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTaken = event.defaultPrevented || document.querySelector('dialog[open]');
      if (event.key === 'Escape' && !isTaken) close();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [close]);
  const name = state.channels.find(({ id, is_im }) => id === channel && !is_im)?.name;
  return (
    <aside className="thread" aria-label="Thread">
      <header>
        <h2>Thread {name && <small># {name}</small>}</h2>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <TimelineView messages={thread(state, channel, ts)} inThread />
      <Composer channel={channel} thread={ts} label="Reply… (@sysmon asks it)" />
    </aside>
  );
}
