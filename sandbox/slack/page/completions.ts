import type { PageState } from '../page-api.ts';

/** What to write next after the command; a test asks sysmon whether it understands each of them. */
export const QUESTIONS: readonly [text: string, hint: string][] = [
  ['errors api last 24h', 'how many, which, and against the day before'],
  ['errors by service today', 'who fails most'],
  ['errors checkout last 1h', 'the last hour of one service'],
  ['errors api by hour yesterday', 'a bar for every hour'],
  ['top codes last 6h', 'the most frequent kinds of message'],
  ['top errors since 9am', 'what goes wrong this morning'],
  ['latency api by endpoint', 'p50, p95, p99'],
  ['latency api p95 last 24h', 'how fast it answers'],
  ['logs checkout last 30m', 'the newest lines'],
  ['logs api error "timeout" last 2h', 'lines with a word in them'],
  ['requests api yesterday', 'how busy it was'],
  ['failure rate api last 6h', 'the share of requests that failed'],
  ['warnings billing-worker last 24h', 'not yet errors'],
  ['alerts', 'what is firing'],
  ['tickets', 'Jira issues and their status'],
  ['health', 'is everything collected?'],
  ['audit today', 'who did what'],
  ['help', 'all that can be asked'],
];

const MOST = 6;

interface Offer {
  text: string;
  hint: string;
}

/** What a person may be about to write: a command with a question, or sysmon's name. */
export function completions(text: string, { app }: Pick<PageState, 'app'>): Offer[] {
  const name = `@${app.name} `;
  if (/^@\w*$/.test(text) && name.startsWith(text)) return [{ text: name, hint: 'asks it, for all to see' }];
  if (!text.startsWith('/')) return [];
  return app.commands.flatMap((command) => offersOf(command, text)).slice(0, MOST);
}

/** The beginning of one question is completed; after that, words anywhere in one do. */
function offersOf({ command, description }: PageState['app']['commands'][number], text: string): Offer[] {
  const bare = { text: `${command} `, hint: description };
  if (!text.startsWith(bare.text))
    return bare.text.startsWith(text) ? [bare, ...questions(bare.text, '')] : [];
  return questions(bare.text, text.slice(bare.text.length).toLowerCase());
}

function questions(command: string, said: string): Offer[] {
  const begins = QUESTIONS.filter(([question]) => question.startsWith(said) && question !== said);
  const words = said.split(/\s+/).filter(Boolean);
  const holds = QUESTIONS.filter(
    ([question]) =>
      !question.startsWith(said) &&
      words.every((word) => question.split(' ').some((one) => one.startsWith(word))),
  );
  return [...begins, ...holds].map(([question, hint]) => ({ text: command + question, hint }));
}
