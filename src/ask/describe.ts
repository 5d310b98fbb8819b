import type { Excluded, Question } from '../core/question.ts';
import { SPOKEN_TITLES, TIMELESS } from './titles.ts';

const DURATION = /^(?:(?:last|past|previous) )?(\d+)\s?(m|h|d|w)$/;
const UNITS: Readonly<Record<string, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' };
const COMPARED = { previous: 'the previous period', yesterday: 'yesterday', week: 'last week' } as const;

/** `last 24h` as "last 24 hours". */
export function spokenTime(words: string): string {
  const [, amount, unit] = DURATION.exec(words) ?? [];
  if (!amount || !unit) return words;
  const name = UNITS[unit];
  return amount === '1' ? `last ${name}` : `last ${amount} ${name}s`;
}

/** What was understood, in words: "Errors of api by hour, last 24 hours". */
export function describe(question: Question): string {
  const { subject, services, aggregate = [], groupBy = [], top, bucket } = question;
  const what = aggregate.filter((one) => one !== 'count').join(', ');
  const by = groupBy.length > 0 ? ` by ${groupBy.join(' and ')}` : '';
  const parts = [
    `${what ? `${what} ` : ''}${SPOKEN_TITLES[subject]}`,
    services.length > 0 ? ` of ${services.join(', ')}` : '',
    by,
    bucket ? ` by ${bucket}` : '',
    top ? `, top ${top}` : '',
    filterWords(question),
    TIMELESS.has(subject) ? '' : `, ${spokenTime(question.timeWords)}`,
    question.compare ? `, beside ${COMPARED[question.compare]}` : '',
  ];
  const text = parts.join('');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function filterWords({ filters, exclude = {} }: Question): string {
  const wanted = Object.entries(filters).map(([name, values]) => `, ${name} ${values.join(' or ')}`);
  const left = Object.entries(exclude).map(([name, values]) => `, not ${name} ${values.join(' or ')}`);
  return [...wanted, ...left].join('');
}

const COMPARE_TYPED = {
  previous: 'vs previous period',
  yesterday: 'vs same time yesterday',
  week: 'vs same time last week',
} as const;

/** The question as a person would type it, and as it would be understood again. */
export function typed(question: Question): string {
  const {
    subject,
    services,
    filters,
    exclude = {},
    aggregate = [],
    groupBy = [],
    top,
    bucket,
    compare,
    timeWords,
  } = question;
  /** "top 5 logs" would rank them. */
  const lines = subject === 'logs' && groupBy.length === 0 && bucket === undefined;
  const parts = [
    lines && top ? `last ${top}` : '',
    ...aggregate,
    subject,
    ...services,
    ...pairs(filters, ''),
    ...pairs(exclude, '-'),
    groupBy.length > 0 ? `by ${groupBy.join(' and ')}` : '',
    bucket ? `by ${bucket}` : '',
    top && !lines ? `top ${top}` : '',
    TIMELESS.has(subject) ? '' : timeWords,
    compare ? COMPARE_TYPED[compare] : '',
  ];
  return parts.filter(Boolean).join(' ');
}

function pairs(values: Excluded, sign: '' | '-'): string[] {
  return Object.entries(values).map(
    ([name, list]) => `${sign}${name}:${list.length === 1 ? quoted(list[0] ?? '') : list.join(',')}`,
  );
}

function quoted(value: string): string {
  return /[\s,]/.test(value) ? `"${value}"` : value;
}
