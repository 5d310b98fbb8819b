import { ERROR_LEVELS, type RawEvent } from '../../core/event.ts';
import { levelOfText } from '../level/level-of-text.ts';
import { JOINED_LENGTH, JOINED_LINES } from '../limits.ts';
import { type Mode, modeAfter, modeOfHead } from './mode.ts';

export interface JoinOptions {
  /** Lines of one joined event; what goes on beyond them is the next event. */
  maxLines?: number;
  /** UTF-16 units of one joined event. */
  maxLength?: number;
}

/** Joins stack traces as lines arrive: holds back the last event of each stream until the next one shows that it is complete. */
export interface Joiner {
  /** The events that are complete now. */
  push(events: readonly RawEvent[]): RawEvent[];
  /** Those that were held back. */
  flush(): RawEvent[];
}

interface Group {
  head: RawEvent;
  texts: string[];
  length: number;
  lines: number;
  mode: Mode;
}

/**
 * The lines of a stack trace, which follow each other in one stream, become one event: its id and time are those of the first line. Streams do
 * not mix. Within one `push` the order is time, then arrival.
 */
export function createJoiner({
  maxLines = JOINED_LINES,
  maxLength = JOINED_LENGTH,
}: JoinOptions = {}): Joiner {
  const open = new Map<string, Group>();

  function accept(event: RawEvent): RawEvent | undefined {
    if (event.told) return event;
    const group = open.get(streamOf(event));
    const mode = group && modeAfter(group.mode, event.text, () => isError(group.head.text));
    if (!group || !mode) return begin(event, modeOf(event.text));
    if (group.lines + event.lines > maxLines || group.length + event.text.length >= maxLength)
      return begin(event, mode);
    group.texts.push(event.text);
    group.length += event.text.length + 1;
    group.lines += event.lines;
    group.mode = mode;
    return undefined;
  }

  /** Opens a group, and returns the one that is complete with it. */
  function begin(head: RawEvent, mode: Mode): RawEvent | undefined {
    const complete = open.get(streamOf(head));
    open.set(streamOf(head), { head, texts: [head.text], length: head.text.length, lines: head.lines, mode });
    return complete && joined(complete);
  }

  return {
    push: (events) => inOrder(events).flatMap((event) => accept(event) ?? []),
    flush() {
      const held = [...open.values()].map(joined);
      open.clear();
      return held;
    },
  };
}

/** Stack traces joined over one window of events; a joiner does the same over batches. Joining what is joined changes nothing. */
export function joinLines(events: readonly RawEvent[], options: JoinOptions = {}): RawEvent[] {
  const joiner = createJoiner(options);
  const complete = joiner.push(events);
  return [...complete, ...joiner.flush()].sort((one, other) => one.at - other.at);
}

function isError(text: string): boolean {
  return ERROR_LEVELS.includes(levelOfText(text));
}

function streamOf({ origin }: RawEvent): string {
  return `${origin.group}\n${origin.stream}`;
}

/** A text of several lines is in the mode that its last line leaves it in. */
function modeOf(text: string): Mode {
  if (!text.includes('\n')) return modeOfHead(text);
  const [head = '', ...lines] = text.split('\n');
  return lines.reduce<Mode>((mode, line) => modeAfter(mode, line, () => true) ?? mode, modeOfHead(head));
}

function joined({ head, texts, lines }: Group): RawEvent {
  return texts.length === 1 ? head : { ...head, text: texts.join('\n'), lines };
}

function inOrder(events: readonly RawEvent[]): readonly RawEvent[] {
  const sorted = events.every((event, index) => index === 0 || event.at >= (events[index - 1]?.at ?? 0));
  return sorted ? events : events.toSorted((one, other) => one.at - other.at);
}
