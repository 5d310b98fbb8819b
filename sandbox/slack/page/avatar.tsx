import { usePage } from './context.ts';

export function Avatar({ user }: { user: string }) {
  const { state } = usePage();
  const person = state.people.find(({ id }) => id === user);
  const bot = person?.is_bot ?? true;
  const letters = (person?.real_name ?? 'S')
    .split(' ')
    .map((word) => word[0])
    .slice(0, 2)
    .join('');
  return (
    <span className="avatar" style={{ background: `#${person?.color ?? '4a154b'}` }} aria-hidden>
      {bot ? <Pulse /> : letters}
    </span>
  );
}

/** sysmon's mark: a heartbeat. */
function Pulse() {
  return (
    <svg viewBox="0 0 24 24" role="presentation">
      <path
        d="M2 13h4l2.5-6 4 12 3-9 1.5 3H22"
        fill="none"
        stroke="white"
        strokeWidth="2.2"
        strokeLinejoin="round"
      />
    </svg>
  );
}
