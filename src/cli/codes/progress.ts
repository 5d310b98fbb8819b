import type { Writable } from 'node:stream';

/** Says on a terminal how far a long file is; elsewhere it says nothing. */
export interface Progress {
  /** `share` of the file, from 0 to 1. */
  show(file: string, share: number, lines: number): void;
  clear(): void;
}

const EVERY = 500;
const CLEAR_LINE = '\r\u001b[2K';

export function createProgress(out: Writable & { isTTY?: boolean }, now: () => number): Progress {
  let shownAt = now();
  let visible = false;
  return {
    show(file, share, lines) {
      if (!out.isTTY || now() - shownAt < EVERY) return;
      shownAt = now();
      visible = true;
      out.write(`${CLEAR_LINE}${file}  ${Math.floor(share * 100)} %  ${lines.toLocaleString('en-US')} lines`);
    },
    clear() {
      if (visible) out.write(CLEAR_LINE);
      visible = false;
    },
  };
}
