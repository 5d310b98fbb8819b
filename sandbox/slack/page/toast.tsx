import { useEffect } from 'react';
import { Icon } from './icons.tsx';

const SHOWN = 8_000;

/** What went wrong, for as long as it takes to read. */
export function Toast({ problem, close }: { problem: string; close(): void }) {
  useEffect(() => {
    const timer = setTimeout(close, SHOWN);
    return () => clearTimeout(timer);
  }, [close]);
  return (
    <div className="toast" role="alert">
      <span>{problem}</span>
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
