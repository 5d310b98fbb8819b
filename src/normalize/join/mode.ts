import {
  isBlank,
  isClosing,
  isContinuation,
  isException,
  isGoCall,
  isIndented,
  isKeyBody,
  isKeyStart,
  isPanic,
  isSourceLine,
  isTraceback,
} from './continuation.ts';

/** What an open group is in the middle of, and so which lines may follow. `closed` takes no more. */
export type Mode = 'closed' | 'plain' | 'trace' | 'python' | 'raised' | 'go' | 'source' | 'key';

/** The mode after the first line of a group. JSON is complete by itself; an orphan must not gather others. */
export function modeOfHead(line: string): Mode {
  if (line[0] === '{' || isContinuation(line)) return 'closed';
  if (isTraceback(line)) return 'python';
  if (isPanic(line)) return 'go';
  if (isSourceLine(line)) return 'source';
  if (isKeyStart(line)) return 'key';
  return isException(line) ? 'trace' : 'plain';
}

/**
 * The mode after `line`, if it belongs to the group; undefined if it begins another event. `isError` tells whether the head of the group is
 * an error; it is asked only when that matters.
 */
export function modeAfter(mode: Mode, line: string, isError: () => boolean): Mode | undefined {
  return NEXT[mode](line, isError);
}

type Next = (line: string, isError: () => boolean) => Mode | undefined;

const NEXT: Readonly<Record<Mode, Next>> = {
  closed: () => undefined,
  plain: (line, isError) => {
    if (isContinuation(line)) return 'trace';
    if (isIndented(line) || isException(line)) return isError() ? 'trace' : undefined;
    return isTraceback(line) && line.startsWith('Traceback') && isError() ? 'python' : undefined;
  },
  trace: (line) => (isContinuation(line) || isIndented(line) || isClosing(line) ? 'trace' : undefined),
  python: (line) => {
    if (isIndented(line) || isBlank(line)) return 'python';
    return /^[A-Za-z_][\w.]*(?::|$)/.test(line) ? 'raised' : undefined;
  },
  raised: (line) => {
    if (line.startsWith('Traceback')) return isTraceback(line) ? 'python' : undefined;
    return isBlank(line) || isContinuation(line) || isIndented(line) ? 'raised' : undefined;
  },
  go: (line) =>
    isBlank(line) || isContinuation(line) || isIndented(line) || isGoCall(line) ? 'go' : undefined,
  source: (line) => {
    if (isBlank(line) || isIndented(line)) return 'source';
    return isException(line) ? 'trace' : undefined;
  },
  key: (line) => {
    if (!isKeyBody(line)) return undefined;
    return line.startsWith('-----END') ? 'closed' : 'key';
  },
};
