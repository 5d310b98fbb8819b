import { Icon } from './icons.tsx';
import type { Theme } from './use-theme.ts';

interface BannerProps {
  online: boolean;
  connected: boolean;
  theme: Theme;
  toggle(): void;
}

/** Nobody should take this for the real one. */
export function Banner({ online, connected, theme, toggle }: BannerProps) {
  return (
    <div className="banner">
      <span role="status">
        <b>Sandbox,</b> not Slack: nothing leaves this machine.
        {!online && <b> Connection lost, trying again…</b>}
        {online && !connected && <b> sysmon is not connected yet.</b>}
      </span>
      <button
        type="button"
        className="icon-button"
        onClick={toggle}
        aria-label={theme === 'dark' ? 'Light theme' : 'Dark theme'}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
    </div>
  );
}
