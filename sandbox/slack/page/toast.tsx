import { useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';

const SHOWN = 8_000;

/** What went wrong, for as long as it takes to read; above a modal too. */
export function Toast({ problem, close }: { problem: string; close(): void }) {
  const toast = useRef<HTMLDivElement>(null);
  useEffect(() => {
    toast.current?.showPopover();
    const timer = setTimeout(close, SHOWN);
    return () => clearTimeout(timer);
  }, [close]);
  return (
    <div ref={toast} className="toast" role="alert" popover="manual">
      <span>{problem}</span>
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
