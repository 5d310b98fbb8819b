import type { PageState } from '../page-api.ts';

/** What to write next after the command, by what it starts with. */
const QUESTIONS: [text: string, hint: string][] = [
  ['errors api last 24h', 'errors of a service, with a chart'],
  ['errors by service today', 'who fails most'],
  ['top codes last 6h', 'the most frequent kinds of message'],
  ['latency api by endpoint', 'p50, p95, p99'],
  ['logs checkout last 30m', 'the newest lines'],
  ['requests api yesterday', 'how busy it was'],
  ['alerts', 'what is firing'],
  ['tickets', 'Jira issues and their status'],
  ['health', 'is everything collected?'],
  ['help', 'all that can be asked'],
];

const MOST = 6;

export function completions(text: string, { app }: PageState): { text: string; hint: string }[] {
  if (!text.startsWith('/')) return [];
  const offers = app.commands.flatMap(({ command, description }) => [
    { text: `${command} `, hint: description },
    ...QUESTIONS.map(([question, hint]) => ({ text: `${command} ${question}`, hint })),
  ]);
  return offers.filter((offer) => offer.text.startsWith(text) && offer.text !== text).slice(0, MOST);
}
