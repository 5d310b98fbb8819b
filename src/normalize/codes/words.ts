const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/**
 * Words that tell messages apart and are therefore never taken for a value: function words, HTTP verbs, states and their opposites.
 * "Connection opened" and "Connection closed" must never become one message.
 */
const FIXED =
  words(`a an the of to in on at by for from with and or not no is are was were be been has have had do does did this that it
  as if than then will can cannot could should would may must
  get post put delete head patch options connect new old first last left right min max before after yes off up down ok
  open close start stop begin end enter exit finish complete abort commit rollback success successful fail failure error errors warn info
  debug fatal enable disable online offline available unavailable active inactive idle
  read write send sent receive add remove create delete load unload save register unregister login logout accept reject connect disconnect
  lost lock unlock allow deny valid invalid missing found unknown timeout input output source destination src dst total used free
  opening closing starting stopping ending entering exiting aborting failing reading writing sending receiving adding removing creating
  deleting loading unloading saving connecting disconnecting locking enabling disabling running`);

const PARTICIPLE = /^[A-Za-z]{3,}ed$/;

/** Words that are values wherever they stand. */
export const LITERALS = words(`null nil NULL None undefined true false True False
  Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun`);

/** Belongs to the value before it: `5 ms`, `10 KiB`. */
export const UNIT =
  /^(?:[KMGTPkmgtp]?i?[Bb](?:ytes?|its?|ps)?|bytes?|[mµun]?s|m?secs?|(?:milli|micro|nano)?seconds?|mins?|minutes?|h|hrs?|hours?|days?|%|[kMG]bps|[kMG]?Hz)$/;

/** States and their opposites: they tell messages apart even where they are quoted. */
const STATES =
  words(`open opened closed start started stop stopped enable enabled disable disabled active inactive online offline up down
  connected disconnected available unavailable success successful succeeded failure failed fail running paused idle found missing allowed
  denied valid invalid locked unlocked on off yes no ready alive dead healthy unhealthy passing critical leader follower candidate
  accepted rejected`);
const LONGEST_STATE = 16;

/** What a word says that announces a cause: the text behind the next colon is then somebody else's. */
const CAUSES =
  words(`error errors failed failure fail failing cannot can't can could couldn't unable exception reason cause because
  rejected refused aborted retry retrying retried err problem warning`);

/** What stands behind one of these is mostly a name. */
const BEFORE_NAMES = words('for of to from by in with named called target');

export const isState = (text: string) => text.length < LONGEST_STATE && STATES.has(text.toLowerCase());
export const announcesCause = (word: string) => CAUSES.has(word.toLowerCase());
export const introducesName = (word: string) => BEFORE_NAMES.has(word);

export function isFixed(word: string): boolean {
  return FIXED.has(word.toLowerCase()) || PARTICIPLE.test(word);
}
