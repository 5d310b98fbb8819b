import { tellsState } from './states.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Function words and HTTP verbs. */
const FUNCTION_WORDS =
  words(`a an the of to in on at by for from with without and or not no is are was were be been has have had do does did
  this that it as if than then will can cannot could should would may must get post put head patch options`);

/** Values wherever they stand. */
export const LITERALS = words(`null nil NULL None undefined true false True False
  Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun`);

/** Belongs to the value before it: `5 ms`, `10 KiB`. */
export const UNIT =
  /^(?:[KMGTPkmgtp]?i?[Bb](?:ytes?|its?|ps)?|bytes?|[mµun]?s|m?secs?|(?:milli|micro|nano)?seconds?|mins?|minutes?|h|hrs?|hours?|days?|%|[kMG]bps|[kMG]?Hz)$/;

/** What a word says that announces a cause: the text behind the next colon is then somebody else's. */
const CAUSES =
  words(`error errors failed failure fail failing cannot can't can could couldn't unable exception reason cause because
  rejected refused aborted retry retrying retried err problem warning`);

/** What stands behind one of these is mostly a name. */
const BEFORE_NAMES = words('for of to from by in with named called target');

export const announcesCause = (word: string) => CAUSES.has(word.toLowerCase());
export const introducesName = (word: string) => BEFORE_NAMES.has(word);

/**
 * Words that tell messages apart are never taken for a value: "Connection opened" and "Connection closed" must never become one message.
 */
export function isFixed(word: string): boolean {
  return FUNCTION_WORDS.has(word.toLowerCase()) || tellsState(word);
}
