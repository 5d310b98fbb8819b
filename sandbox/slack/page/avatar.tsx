import { usePage } from './context.ts';
import { Icon } from './icons.tsx';

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
      {bot ? <Icon name="pulse" /> : letters}
    </span>
  );
}
