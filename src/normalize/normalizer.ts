import type { LogEvent, RawEvent } from '../core/event.ts';

/**
 * Raw events in, ECS events out: stack traces joined within their stream, the text parsed, secrets masked, the level and the error code found.
 * Pure but for what the code book learns. Never throws on an event, never drops one.
 */
export interface Normalizer {
  normalize(events: readonly RawEvent[]): LogEvent[];
}

/** What one message means: its code, and the template that the code stands for. */
export interface Coded {
  code: string;
  template: string;
}

/** The error codes. The issue on codes fills it; whoever asks knows only this. */
export interface CodeBook {
  /** `text` is redacted already. `explicit` is a code that the line itself names (`ORA-00942`, an exception type with its own stack frame). */
  code(service: string, text: string, explicit?: string): Coded;
  /** The code that an older code is an alias of; itself if none. */
  resolve(code: string): string;
  /** What a code stands for, values as `*`; undefined for a code that this book has not seen. */
  template(code: string): string | undefined;
  /** What was learned since the last `learned()`, as JSON documents by id: to be stored, and merged by other workers. */
  learned(): { id: string; data: unknown }[];
  /** Takes over what others have learned; merging in any order gives the same book. */
  merge(documents: readonly { id: string; data: unknown }[]): void;
}
