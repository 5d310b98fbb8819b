import { describe, expect, test } from 'vitest';
import { createCodeBook } from '../../../src/normalize/index.ts';

/** Opposites as people write them of programs, in their base form. */
const VERBS = `start stop, open close, enable disable, connect disconnect, attach detach, mount unmount, lock unlock, load unload,
  register unregister, subscribe unsubscribe, join leave, accept reject, allow deny, grant revoke, permit forbid, approve decline, add remove,
  create destroy, create delete, insert drop, push pull, send receive, upload download, read write, encode decode, encrypt decrypt,
  install uninstall, upgrade downgrade, increase decrease, expand shrink, raise lower, promote demote, pause resume, suspend wake, hide show,
  acquire release, allocate free, commit abort, begin end, succeed fail, pass fail, include exclude, enter exit, import export,
  save discard, find lose, merge split, bind unbind, link unlink, schedule cancel, enqueue dequeue, publish consume, validate invalidate,
  block unblock, mute unmute, activate deactivate, charge refund, launch terminate, freeze thaw, win lose, keep lose, buy sell`;
const STATES = `online offline, up down, on off, active inactive, available unavailable, valid invalid, healthy unhealthy,
  reachable unreachable, ready busy, idle busy, alive dead, full empty, primary secondary, primary standby, leader follower, present absent,
  known unknown, found missing, success failure, successful unsuccessful, clean dirty, synchronous asynchronous, public private, safe unsafe,
  secure insecure, stable unstable, visible hidden, high low, new old, first last, open shut, allowed forbidden, sent lost, begun done,
  complete incomplete, consistent inconsistent, degraded normal, critical ok, possible impossible, compatible incompatible,
  internal external, input output, source destination, minimum maximum, before after, yes no, always never, all none,
  one two, two three, zero one, single double, once twice, warm cold, running stopped, passing failing, enough insufficient`;
const METHODS = 'GET POST, PUT PATCH, DELETE HEAD, OPTIONS GET, POST DELETE, PUT GET';

const pairsOf = (text: string) => text.split(',').map((pair) => pair.trim().split(/\s+/) as [string, string]);
const IRREGULAR: Record<string, string> = {
  begin: 'begun', send: 'sent', find: 'found', lose: 'lost', leave: 'left', write: 'written', read: 'read', bind: 'bound', unbind: 'unbound',
  hide: 'hidden', show: 'shown', freeze: 'frozen', wake: 'woken', win: 'won', keep: 'kept', buy: 'bought', sell: 'sold', forbid: 'forbidden',
  split: 'split', shrink: 'shrunk',
}; // biome-ignore format: a list to read

function past(verb: string): string {
  if (IRREGULAR[verb]) return IRREGULAR[verb];
  if (verb.endsWith('e')) return `${verb}d`;
  if (/[^aeo]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return /(?:stop|drop|commit|submit|permit)$/.test(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}
function progressive(verb: string): string {
  if (verb.endsWith('ee')) return `${verb}ing`;
  if (verb.endsWith('e')) return `${verb.slice(0, -1)}ing`;
  return /(?:stop|drop|commit|permit|begin|win|forbid|split)$/.test(verb)
    ? `${verb}${verb.at(-1)}ing`
    : `${verb}ing`;
}
const both = ([one, other]: [string, string], form: (word: string) => string): [string, string] => [
  form(one),
  form(other),
];

const PAIRS: [string, string][] = [
  ...pairsOf(VERBS).flatMap((pair) => [
    pair,
    both(pair, past),
    both(pair, progressive),
    both(pair, (verb) => `not ${past(verb)}`),
  ]),
  ...pairsOf(VERBS).flatMap(([one, other]): [string, string][] => [
    [past(one), `not ${past(one)}`],
    [past(other), `not ${past(other)}`],
  ]),
  ...pairsOf(STATES),
  ...pairsOf(STATES).map(([one]): [string, string] => [one, `not ${one}`]),
  ...pairsOf(METHODS),
];

const FRAMES: Record<string, (word: string) => string> = {
  'at the end': (word) => `The session of the billing worker is ${word}`,
  'at the start': (word) => `${word} the session of the billing worker`,
  'in the middle': (word) => `worker 17 ${word} the lease of shard 4 in 20 ms`,
  'in capitals': (word) => `node-7 is now in state ${word.toUpperCase()} for group billing`,
  'in quotes, as one word': (word) =>
    word.includes(' ') ? `${word} is the state` : `the state of the icon is now '${word}' again`,
  'behind a colon': (word) => `error: the health of the upstream: ${word}`,
  'in a short message': (word) => `session ${word}`,
};

test('there are some hundred pairs', () => {
  expect(PAIRS.length).toBeGreaterThan(400);
});

/** The hardest case: one book has seen every one of the words in the same place. */
describe.each(Object.entries(FRAMES))('states, verbs and negations %s', (_, frame) => {
  const book = createCodeBook();
  const codeOf = (word: string) => book.code('shop', frame(word)).code;
  for (const [one, other] of PAIRS) [codeOf(one), codeOf(other)];

  test('never share a code with their opposite', () => {
    const shared = PAIRS.filter(
      ([one, other]) => one !== other && book.resolve(codeOf(one)) === book.resolve(codeOf(other)),
    );
    expect(shared).toEqual([]);
  });
});
