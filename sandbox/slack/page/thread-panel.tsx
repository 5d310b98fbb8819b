import { Composer } from './composer.tsx';
import { usePage } from './context.ts';
import { thread } from './state.ts';
import { TimelineView } from './timeline-view.tsx';

export function ThreadPanel({ channel, ts, close }: { channel: string; ts: string; close(): void }) {
  const { state } = usePage();
  return (
    <aside className="thread" aria-label="Thread">
      <header>
        <h2>Thread</h2>
        <button type="button" aria-label="Close thread" onClick={close}>
          ✕
        </button>
      </header>
      <TimelineView messages={thread(state, channel, ts)} inThread />
      <Composer channel={channel} thread={ts} label="Reply… (@sysmon asks it)" />
    </aside>
  );
}
