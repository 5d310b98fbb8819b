import { levelOfName } from '../level/level.ts';
import type { Format } from './format.ts';

const HEADER = /^(?<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?<logger>[A-Za-z_][\w.]{0,150}):/;

/** Python's default: `ERROR:logger:message`. */
export const named: Format = {
  name: 'python',
  claims: (text) => text.slice(4, 9).includes(':'),
  parse(text) {
    const match = HEADER.exec(text);
    const level = levelOfName(match?.groups?.level ?? '');
    if (!match?.groups || !level) return undefined;
    return {
      level,
      message: text.slice(match[0].length),
      fields: { 'log.logger': match.groups.logger ?? '' },
    };
  },
};
