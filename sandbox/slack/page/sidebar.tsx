import { usePage } from './context.ts';

interface SidebarProps {
  channel: string;
  unread: ReadonlySet<string>;
  choose(channel: string): void;
  become(user: string): void;
}

export function Sidebar({ channel, unread, choose, become }: SidebarProps) {
  const { state } = usePage();
  const people = state.people.filter(({ is_bot }) => !is_bot);
  return (
    <nav className="sidebar" aria-label="Channels">
      <h1>{state.team.name}</h1>
      <p className="label">sandbox, not slack.com</p>
      <ul className="channels">
        {state.channels.map(({ id, name, is_im }) => (
          <li key={id}>
            <button
              type="button"
              className={unread.has(id) ? 'unread' : ''}
              aria-current={id === channel}
              onClick={() => choose(id)}
            >
              <span aria-hidden>{is_im ? '●' : '#'}</span> {is_im ? state.app.name : name}
            </button>
          </li>
        ))}
      </ul>
      <label className="you">
        You are
        <select value={state.you} onChange={({ target }) => become(target.value)}>
          {people.map(({ id, real_name, tz }) => (
            <option key={id} value={id}>
              {real_name} ({tz})
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}
