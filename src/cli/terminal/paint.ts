import type { Writable } from 'node:stream';
import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'cyan' | 'red' | 'yellow' | 'green';

/** Colors a text, if the stream is a terminal that wants colors (NO_COLOR is respected). */
export type Paint = (style: Style, text: string) => string;

export function paintFor(stream: Writable): Paint {
  return (style, text) => styleText(style, text, { stream });
}
