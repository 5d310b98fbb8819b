import type { Level } from '../../core/event.ts';
import { levelOfName } from './level.ts';

/** The header of a line stands within so many characters and words. */
const LENGTH = 160;
const WORDS = 8;
const NAMED = /\b(?:level|lvl|severity|loglevel)["']?[=:]\s?["']?([A-Za-z]{1,13})\b/i;
const ENCLOSED = /^[[(<|*]+([A-Za-z]{1,13})[\])>|*]+[:,;-]*$/;
const FOLLOWED = /^([A-Za-z]{3,13})[:!]+$/;
const SHOUTED = /^[A-Z]{3,13}$/;
const NO_WORD = /^[^A-Za-z]*$/;

/**
 * The level that the header of a plain line names: a word in brackets (`[warn]`), in capitals (`ERROR`), or before a colon (`error:`), with
 * nothing but times, numbers, names in brackets and separators in front of it; or `level=…`. A word in the middle of prose is never a level:
 * `0 errors found` and `error_count=0` say nothing.
 */
export function headerLevel(text: string): Level | undefined {
  const head = text.slice(0, LENGTH);
  for (const word of head.split(/\s+/, WORDS)) {
    const level = levelOfWord(word);
    if (level) return level;
    if (!isHeader(word)) break;
  }
  const named = NAMED.exec(head)?.[1];
  return named ? levelOfName(named) : undefined;
}

function levelOfWord(word: string): Level | undefined {
  const enclosed = ENCLOSED.exec(word)?.[1];
  if (enclosed)
    return enclosed.length > 1 || enclosed === enclosed.toUpperCase() ? levelOfName(enclosed) : undefined;
  const followed = FOLLOWED.exec(word)?.[1];
  if (followed) return levelOfName(followed);
  return SHOUTED.test(word) ? levelOfName(word) : undefined;
}

/** What may stand before a level: `2024-01-01`, `[main]`, `|`, `app:`. */
function isHeader(word: string): boolean {
  return NO_WORD.test(word) || /\d/.test(word) || /^[[(<]/.test(word) || /[\]:|]$/.test(word);
}
