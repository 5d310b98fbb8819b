import { useState } from 'react';
import { Blocks } from './blocks.tsx';
import { ChannelIntro } from './channel-intro.tsx';
import { Composer } from './composer.tsx';
import { usePage } from './context.ts';
import { Icon } from './icons.tsx';
import { timeline } from './state.ts';
import { TimelineView } from './timeline-view.tsx';

interface ChannelViewProps {
  channel: string;
  openMenu(): void;
  since: string | undefined;
}

/** A channel, or the direct message with the app and its Home tab. */
export function ChannelView({ channel, openMenu, since }: ChannelViewProps) {
  const { state } = usePage();
  const [home, setHome] = useState(false);
  const [firstNew] = useState(since);
  const info = state.channels.find(({ id }) => id === channel);
  const isApp = info?.is_im ?? false;
  const title = isApp ? state.app.name : `#${info?.name}`;
  return (
    <main className="channel">
      <header>
        <button type="button" className="icon-button burger" aria-label="Channels" onClick={openMenu}>
          <Icon name="menu" />
        </button>
        <h2>{title}</h2>
        <span className="topic">{info?.topic}</span>
        {isApp && <Tabs home={home} setHome={setHome} />}
      </header>
      {isApp && home ? (
        <Home />
      ) : (
        <>
          <TimelineView
            messages={timeline(state, channel)}
            inThread={false}
            since={firstNew}
            intro={info && <ChannelIntro info={info} />}
          />
          <Composer channel={channel} label={`Message ${title}, or /sysmon help`} />
        </>
      )}
    </main>
  );
}

function Tabs({ home, setHome }: { home: boolean; setHome(home: boolean): void }) {
  const { act } = usePage();
  return (
    <span className="tabs">
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
      <button type="button" aria-pressed={!home} onClick={() => setHome(false)}>
        Messages
      </button>
    </span>
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
