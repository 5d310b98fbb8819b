import type { Level } from '../../core/event.ts';
import type { Parsed } from '../parse/format.ts';
import { parse } from '../parse/index.ts';
import { cuedLevel } from './cues.ts';
import { headerLevel } from './header.ts';

/** The level of a message: what its format says, else its header, else its cues; an exception with its stack is an error without any of them. */
export function levelOfMessage({ level, message }: Parsed & { message: string }, hasTrace: boolean): Level {
  return level ?? headerLevel(message) ?? cuedLevel(message) ?? (hasTrace ? 'error' : 'info');
}

export function levelOfText(text: string): Level {
  return levelOfMessage({ message: text, ...parse(text) }, false);
}
