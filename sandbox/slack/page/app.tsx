import { useCallback, useEffect, useState } from 'react';
import type { ActResult, PageEvent, PageState } from '../page-api.ts';
import { ChannelView } from './channel-view.tsx';
import { PageProvider } from './context.ts';
import { Modal } from './modal.tsx';
import { follow, loadState, act as post } from './server.ts';
import { Sidebar } from './sidebar.tsx';
import { after } from './state.ts';
import { ThreadPanel } from './thread-panel.tsx';
import { useTheme } from './use-theme.ts';

const PROBLEMS: Record<string, string> = {
  operation_timeout: 'sysmon did not answer within 3 seconds (operation_timeout).',
  dispatch_failed: 'sysmon is not connected (dispatch_failed). Is it still starting?',
};

export function App() {
  const [user, setUser] = useState(() => localStorage.getItem('user') ?? '');
  const [state, setState] = useState<PageState>();
  const [online, setOnline] = useState(true);
  const [channel, setChannel] = useState(() => linked()?.channel ?? '');
  const [open, setOpen] = useState(linked);
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<string>();
  const [menu, setMenu] = useState(false);
  const { theme, toggle } = useTheme();

  useEffect(() => {
    const load = () => loadState(user).then(setState, () => setOnline(false));
    const onEvent = (event: PageEvent) => {
      setState((now) => now && after(now, event));
      if (event.type === 'message_posted') setUnread((now) => new Set(now).add(event.message.channel));
    };
    return follow(user, onEvent, (isOpen) => {
      setOnline(isOpen);
      if (isOpen) load();
    });
  }, [user]);

  const you = state?.you ?? '';
  const act = useCallback(
    async (what: string, body: object): Promise<ActResult> => {
      const result = await post(what, { user: you, ...body });
      setProblem(result.error && (PROBLEMS[result.error] ?? result.error));
      return result;
    },
    [you],
  );

  if (!state)
    return <p className="loading">{online ? 'Opening the workspace…' : 'The sandbox does not answer.'}</p>;
  const current = channel || (state.channels[0]?.id ?? '');
  const choose = (id: string) => {
    setChannel(id);
    setOpen(undefined);
    setMenu(false);
  };
  const become = (id: string) => {
    localStorage.setItem('user', id);
    setUser(id);
  };
  const view = state.views.at(-1);
  return (
    <PageProvider value={{ state, act, theme, openThread: (channel, ts) => setOpen({ channel, ts }) }}>
      <div className={`app ${menu ? 'menu-open' : ''} ${open ? 'thread-open' : ''}`}>
        <div className="banner">
          <span>
            <b>Sandbox.</b> A local stand-in for Slack: nothing here leaves this machine.
            {!online && ' Connection lost, trying again…'}
            {online && !state.app.connected && ' sysmon is not connected yet.'}
          </span>
          <button type="button" onClick={toggle} aria-label="Dark or light">
            {theme === 'dark' ? '☀' : '☾'}
          </button>
        </div>
        <Sidebar channel={current} unread={withoutCurrent(unread, current)} choose={choose} become={become} />
        <ChannelView key={current} channel={current} openMenu={() => setMenu(!menu)} />
        {open && <ThreadPanel {...open} close={() => setOpen(undefined)} />}
        {problem && (
          <div className="toast" role="alert">
            {problem}
            <button type="button" aria-label="Dismiss" onClick={() => setProblem(undefined)}>
              ✕
            </button>
          </div>
        )}
        {view && <Modal key={`${view.id}${view.hash}`} view={view} />}
      </div>
    </PageProvider>
  );
}

function withoutCurrent(unread: ReadonlySet<string>, current: string): ReadonlySet<string> {
  return new Set([...unread].filter((id) => id !== current));
}

/** Where a permalink (`/archives/C…/p1700000000000100`) leads to. */
function linked(): { channel: string; ts: string } | undefined {
  const [, channel, digits] = location.pathname.match(/^\/archives\/(\w+)\/p(\d+)$/) ?? [];
  if (!channel || !digits) return undefined;
  const thread = new URLSearchParams(location.search).get('thread_ts');
  return { channel, ts: thread ?? `${digits.slice(0, -6)}.${digits.slice(-6)}` };
}
