import { useEffect, useState } from 'react';
import { Blocks } from './blocks.tsx';
import { Composer } from './composer.tsx';
import { usePage } from './context.ts';
import { timeline } from './state.ts';
import { TimelineView } from './timeline-view.tsx';

/** A channel, or the direct message with the app and its Home tab. */
export function ChannelView({ channel, openMenu }: { channel: string; openMenu(): void }) {
  const { state, act } = usePage();
  const [home, setHome] = useState(false);
  const info = state.channels.find(({ id }) => id === channel);
  const isApp = info?.is_im ?? false;
  useEffect(() => setHome(false), []);
  return (
    <main className="channel">
      <header>
        <button type="button" className="burger" aria-label="Channels" onClick={openMenu}>
          ☰
        </button>
        <h2>{isApp ? state.app.name : `# ${info?.name}`}</h2>
        <span className="topic">{info?.topic}</span>
        {isApp && (
          <span className="tabs">
            <button type="button" aria-pressed={!home} onClick={() => setHome(false)}>
              Messages
            </button>
            <button
              type="button"
              aria-pressed={home}
              onClick={() => {
                setHome(true);
                act('home', {});
              }}
            >
              Home
            </button>
          </span>
        )}
      </header>
      {isApp && home ? (
        <Home />
      ) : (
        <TimelineView key={channel} messages={timeline(state, channel)} inThread={false} />
      )}
      {!(isApp && home) && (
        <Composer
          channel={channel}
          label={`Message ${isApp ? state.app.name : `#${info?.name}`}, or /sysmon help`}
        />
      )}
    </main>
  );
}

function Home() {
  const { state } = usePage();
  if (!state.home) return <div className="timeline empty">The app has not published its Home yet.</div>;
  return (
    <div className="timeline home">
      <Blocks blocks={state.home.blocks} place={{ view_id: state.home.id }} />
    </div>
  );
}
