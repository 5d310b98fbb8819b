import { useCallback, useEffect, useState } from 'react';
import type { ActResult } from '../page-api.ts';
import { Banner } from './banner.tsx';
import { ChannelView } from './channel-view.tsx';
import { PageProvider } from './context.ts';
import { Modal } from './modal.tsx';
import { act as post } from './server.ts';
import { Sidebar } from './sidebar.tsx';
import { ThreadPanel } from './thread-panel.tsx';
import { Toast } from './toast.tsx';
import { useTheme } from './use-theme.ts';
import { useWorkspace } from './use-workspace.ts';

const PROBLEMS: Record<string, string> = {
  operation_timeout: 'sysmon did not answer within 3 seconds (operation_timeout).',
  dispatch_failed: 'sysmon is not connected (dispatch_failed). Is it still starting?',
  unknown_command: 'No app has this command (unknown_command). Try /sysmon help.',
  not_supported_in_threads: 'Slash commands don’t work in threads, in Slack neither. Write @sysmon instead.',
};

export function App() {
  const [user, setUser] = useState(() => localStorage.getItem('user') ?? '');
  const [channel, setChannel] = useState(() => linked()?.channel ?? '');
  const [open, setOpen] = useState(linked);
  const [problem, setProblem] = useState<string>();
  const [menu, setMenu] = useState(false);
  const { theme, toggle } = useTheme();
  const { state, online, unreads } = useWorkspace(user, channel);

  const first = state?.channels[0]?.id ?? '';
  useEffect(() => setChannel((now) => now || first), [first]);
  const waiting = Object.values(unreads).reduce((sum, { count }) => sum + count, 0);
  useEffect(() => {
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}sysmon sandbox`;
  }, [waiting]);

  const you = state?.you ?? '';
  const act = useCallback(
    async (what: string, body: object): Promise<ActResult> => {
      const result = await post(what, { user: you, ...body });
      setProblem(result.error && (PROBLEMS[result.error] ?? result.error));
      return result;
    },
    [you],
  );
  const close = useCallback(() => setOpen(undefined), []);
  const dismiss = useCallback(() => setProblem(undefined), []);

  if (!state || !channel)
    return <p className="loading">{online ? 'Opening the workspace…' : 'The sandbox does not answer.'}</p>;
  const choose = (id: string) => {
    setChannel(id);
    setOpen(undefined);
    setMenu(false);
  };
  const become = (id: string) => {
    localStorage.setItem('user', id);
    setUser(id);
  };
  const openThread = (channel: string, ts: string) => setOpen({ channel, ts });
  const zone = state.people.find(({ id }) => id === you)?.tz ?? 'UTC';
  const view = state.views.at(-1);
  return (
    <PageProvider value={{ state, zone, act, theme, openThread }}>
      <div className={`app ${menu ? 'menu-open' : ''} ${open ? 'thread-open' : ''}`}>
        <a className="skip" href="#composer">
          Skip to the message box
        </a>
        <Banner {...{ online, theme, toggle }} connected={state.app.connected} />
        <Sidebar {...{ channel, unreads, choose, become }} close={() => setMenu(false)} />
        <ChannelView
          key={channel}
          {...{ channel }}
          openMenu={() => setMenu(!menu)}
          since={unreads[channel]?.since}
        />
        {open && <ThreadPanel key={open.ts} {...open} close={close} />}
        {problem && <Toast key={problem} problem={problem} close={dismiss} />}
        {view && <Modal key={`${view.id}${view.hash}`} view={view} />}
      </div>
    </PageProvider>
  );
}

/** Where a permalink (`/archives/C…/p1700000000000100`) leads to. */
function linked(): { channel: string; ts: string } | undefined {
  const [, channel, digits] = location.pathname.match(/^\/archives\/(\w+)\/p(\d+)$/) ?? [];
  if (!channel || !digits) return undefined;
  const thread = new URLSearchParams(location.search).get('thread_ts');
  return { channel, ts: thread ?? `${digits.slice(0, -6)}.${digits.slice(-6)}` };
}
