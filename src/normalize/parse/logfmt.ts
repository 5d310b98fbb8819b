import { HEAD, LEAVES } from '../limits.ts';
import type { Leaf } from './flatten.ts';
import type { Format } from './format.ts';
import { parsedRecord } from './record.ts';

const FIRST = /^[A-Za-z_@][\w.@/-]{0,63}=/;
const KNOWN = /(?:^| )(?:level|lvl|severity|msg|message|ts|time)=/;
const KEY = /[ \t]*([A-Za-z_@][\w.@/-]{0,199})(=?)/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)(")?/y;
const BARE = /[^ \t\n]*/y;

/** logfmt: `level=error msg="no such order" order=17`. It must begin with a pair, and one of its pairs be a level, a message or a time. */
export const logfmt: Format = {
  name: 'logfmt',
  claims: (text) => FIRST.test(text.slice(0, 66)) && KNOWN.test(text.slice(0, 2_000)),
  parse(text) {
    const { pairs, end, fault } = read(text.slice(0, HEAD));
    if (fault) {
      const { level } = parsedRecord(pairs);
      return { ...(level && { level }), fields: { 'error.parse': fault } };
    }
    const tail = text.slice(end).trim();
    const parsed = parsedRecord(pairs);
    if (!tail) return parsed;
    return parsed.message === undefined ? parsed : { ...parsed, message: `${parsed.message}\n${tail}` };
  },
};

/** The pairs from the start on, up to what is no pair: the end of the line, mostly. */
function read(text: string): { pairs: [string, Leaf][]; end: number; fault?: string } {
  const pairs: [string, Leaf][] = [];
  let end = 0;
  while (end < text.length && pairs.length < LEAVES) {
    const key = matchAt(KEY, text, end);
    if (!key?.[1]) break;
    end += key[0].length;
    if (!key[2]) {
      pairs.push([key[1], 'true']);
      continue;
    }
    const quoted = matchAt(QUOTED, text, end);
    if (quoted && !quoted[2])
      return { pairs, end, fault: `logfmt: the quote of "${key[1].slice(0, 60)}" is not closed` };
    const value = quoted ?? matchAt(BARE, text, end);
    end += value?.[0].length ?? 0;
    pairs.push([key[1], quoted ? unescaped(quoted[1] ?? '') : (value?.[0] ?? '')]);
  }
  return { pairs, end };
}

function matchAt(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\([\s\S])/g,
    (_, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? letter,
  );
}
