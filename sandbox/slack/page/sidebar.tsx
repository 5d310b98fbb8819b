import type { Channel } from '../page-api.ts';
import { Avatar } from './avatar.tsx';
import { usePage } from './context.ts';
import { Icon } from './icons.tsx';
import type { Unreads } from './use-workspace.ts';

interface SidebarProps {
  channel: string;
  unreads: Unreads;
  choose(channel: string): void;
  become(user: string): void;
  /** On a phone the list lies over the channel. */
  close(): void;
}

export function Sidebar({ channel, unreads, choose, become, close }: SidebarProps) {
  const { state } = usePage();
  const people = state.people.filter(({ is_bot }) => !is_bot);
  const entry = (info: Channel) => (
    <Entry
      key={info.id}
      info={info}
      isCurrent={info.id === channel}
      unread={unreads[info.id]?.count ?? 0}
      choose={() => choose(info.id)}
    />
  );
  return (
    <>
      <nav className="sidebar" aria-label="Channels">
        <h1>
          {state.team.name} <small>not slack.com</small>
        </h1>
        <div className="lists">
          <h2>Channels</h2>
          <ul>{state.channels.filter(({ is_im }) => !is_im).map(entry)}</ul>
          <h2>Apps</h2>
          <ul>{state.channels.filter(({ is_im }) => is_im).map(entry)}</ul>
        </div>
        <label className="you">
          <Avatar user={state.you} />
          <span>You are</span>
          <select value={state.you} onChange={({ target }) => become(target.value)}>
            {people.map(({ id, real_name, tz }) => (
              <option key={id} value={id} title={tz}>
                {real_name}
              </option>
            ))}
          </select>
        </label>
      </nav>
      <button type="button" className="behind" aria-label="Close the list of channels" onClick={close} />
    </>
  );
}

interface EntryProps {
  info: Channel;
  isCurrent: boolean;
  unread: number;
  choose(): void;
}

function Entry({ info: { name, is_im }, isCurrent, unread, choose }: EntryProps) {
  const { state } = usePage();
  return (
    <li>
      <button
        type="button"
        className={unread > 0 ? 'unread' : ''}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={choose}
      >
        {is_im ? <Icon name="pulse" /> : <span aria-hidden>#</span>}
        <span>{is_im ? state.app.name : name}</span>
        {unread > 0 && (
          <span className="count">
            {unread} <span className="unseen">unread</span>
          </span>
        )}
      </button>
    </li>
  );
}
