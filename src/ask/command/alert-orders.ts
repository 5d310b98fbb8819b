import { DAY } from '../../core/time.ts';
import { FILLERS } from '../lexicon/fillers.ts';
import { ACK_VERBS, MAKE_VERBS, RESOLVE_VERBS, TICKET_NOUNS } from '../lexicon/verbs.ts';
import { readSentence } from '../sentence/sentence.ts';
import type { Token } from '../words/tokens.ts';
import { because, type CommandReader } from './command.ts';
import { idOf } from './target.ts';

const NOUNS = new Set(['alert', 'incident', 'number', 'nr', 'no', 'id', 'alarm']);

function theId(tokens: readonly Token[], verb: string) {
  const ids = tokens.flatMap((token) => idOf(token) ?? []);
  const odd = tokens.find((token) => !idOf(token) && !NOUNS.has(token.text) && !FILLERS.has(token.text));
  if (odd) return because(`I don't understand "${odd.raw}" here: say "${verb} 12", with the alert's number.`);
  const [id, other] = ids;
  if (!id) return because(`Which alert? Say "${verb} 12", with the alert's number.`);
  return other ? because(`I ${verb} one alert at a time: ${ids.join(' or ')}?`) : { id };
}

/** `ack 12`, `acknowledge alert A-1f3c`. */
export const readAck: CommandReader = ({ tokens }) => {
  if (!ACK_VERBS.has(tokens[0]?.text ?? '')) return undefined;
  const found = theId(tokens.slice(1), 'ack');
  return 'because' in found ? found : { name: 'ack', ...found };
};

/** `resolve 12 because fixed`. */
export const readResolve: CommandReader = ({ tokens, reason }) => {
  if (!RESOLVE_VERBS.has(tokens[0]?.text ?? '')) return undefined;
  const found = theId(tokens.slice(1), 'resolve');
  return 'because' in found ? found : { name: 'resolve', ...found, ...(reason && { reason }) };
};

/** `ticket 12`, `create a jira ticket for alert 12 because it is back`. */
export const readTicket: CommandReader = ({ tokens, reason }) => {
  const making = MAKE_VERBS.has(tokens[0]?.text ?? '');
  const rest = tokens.slice(making ? 1 : 0).filter(({ text }) => !FILLERS.has(text));
  const noun = rest.findIndex(({ text }) => TICKET_NOUNS.has(text));
  if (noun !== 0 || (!making && !rest.some(idOf))) return undefined;
  const about = rest.filter(({ text }) => !TICKET_NOUNS.has(text) && !NOUNS.has(text));
  const odd = about.find((token) => !idOf(token));
  if (odd)
    return because(
      `I don't understand "${odd.raw}" here: say "ticket 12", with the alert's number, or "create a ticket" in its thread.`,
    );
  if (about.length > 1) return because('I make one ticket at a time: for which alert?');
  const alertId = about[0] && idOf(about[0]);
  return { name: 'ticket', ...(alertId && { alertId }), ...(reason && { reason }) };
};

const AUDIT = [
  ...['did', 'acked', 'acknowledged', 'muted', 'resolved', 'changed'].map((done) => `who ${done} what`),
  'audit log',
  'audit trail',
  'audit',
];

/** `audit last 7d`: who did what. */
export const readAudit: CommandReader = ({ tokens, world }) => {
  const said = tokens.map(({ text }) => text).join(' ');
  const words = AUDIT.find((phrase) => said === phrase || said.startsWith(`${phrase} `));
  if (!words) return undefined;
  const { draft, unknown } = readSentence(tokens.slice(words.split(' ').length), world);
  if (unknown[0])
    return because(
      `I don't understand "${unknown[0].raw}" here: audit takes a time, for example "audit last 7d".`,
    );
  if ('because' in draft) return draft;
  const { time, ...others } = draft;
  const more = Object.values(others).some((value) =>
    typeof value === 'object' ? Object.keys(value).length > 0 : value,
  );
  if (more) return because('Audit takes a time and nothing else, for example "audit last 7d".');
  const now = world.calendar.now;
  const window = time ?? { window: { from: now - DAY, to: now }, words: 'last 24h' };
  return { name: 'audit', time: window.window, timeWords: window.words };
};
