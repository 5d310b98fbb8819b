const words = (text: string): readonly string[] => text.split(/\s+/);

/** What programs do, in the base form. */
const VERBS =
  words(`start stop restart open close reopen enable disable connect disconnect reconnect attach detach mount unmount lock unlock load unload
  reload register unregister deregister subscribe unsubscribe join leave login logout accept reject allow deny grant revoke permit forbid
  approve decline confirm add remove create delete destroy insert drop push pull send receive upload download read write encode decode
  encrypt decrypt compress decompress install uninstall upgrade downgrade update increase decrease expand shrink grow raise lower promote
  demote elect depose pause resume suspend wake hide show acquire release allocate free reserve commit abort rollback begin end finish
  complete succeed fail pass retry skip include exclude enter exit import export backup restore save discard keep find lose win match
  merge split bind unbind link unlink schedule cancel enqueue dequeue publish consume validate invalidate verify block unblock mute unmute
  activate deactivate arm disarm charge refund buy sell launch terminate kill freeze thaw evict expire recover initialize shutdown`);

/** Forms of verbs that no rule makes. */
const IRREGULAR =
  words(`begun began sent left written wrote read found lost won kept bound unbound hidden hid shown frozen froze woken woke
  bought sold forbidden split shrunk grown set reset got gone done made taken given broken torn shut run up down on off`);

/** What things are, and their opposites. */
const STATES =
  words(`active inactive online offline available unavailable valid invalid healthy ready busy idle alive dead full empty primary secondary
  standby leader follower candidate master replica present absent known unknown missing success failure successful clean dirty
  synchronous asynchronous public private safe secure insecure stable visible hidden high low new old first last open shut
  complete incomplete consistent inconsistent normal critical ok possible impossible compatible incompatible internal external
  input output source destination src dst minimum maximum min max before after yes no always never all none some any every only enough
  insufficient warm cold hot passing failing total used free left right warn info debug fatal error errors timeout
  zero one two three four five six seven eight nine ten single double once twice positive negative early late same different`);

const INFLECTED = VERBS.flatMap((verb) => [verb, `${verb}s`, ...progressive(verb)]);
const ALL: ReadonlySet<string> = new Set([...INFLECTED, ...IRREGULAR, ...STATES]);

const LONGEST = 16;

/** Words whose form alone says that they tell of a state: participles, and what something is not. */
const TELLING = /^(?:[a-z]{3,}ed|(?:un|dis)[a-z]{4,}|[a-z]{3,}(?:able|ible|less))$/;

/** With and without the doubled consonant and the silent e: a form too many does no harm. */
function progressive(verb: string): string[] {
  return [`${verb}ing`, `${verb}${verb.at(-1)}ing`, `${verb.replace(/e$/, '')}ing`];
}

/** The same for all that stands in quotes, where any name may stand: fewer words are taken for states. */
export function isState(quoted: string): boolean {
  const lower = quoted.length <= LONGEST ? quoted.toLowerCase() : '';
  return ALL.has(lower) || /^[a-z]{3,}(?:ed|able|ing)$/.test(lower);
}

/** Whether a word tells of a state, a verb or a number: two messages that differ in it are never one. */
export function tellsState(word: string): boolean {
  const lower = word.toLowerCase();
  return ALL.has(lower) || TELLING.test(lower);
}
