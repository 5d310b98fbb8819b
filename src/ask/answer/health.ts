import type { SourceState } from '../../core/source-state.ts';
import type { Instant } from '../../core/time.ts';
import type { DeadLetters } from '../../store/event-store.ts';
import { describe } from '../describe.ts';
import { column } from './count-table.ts';
import type { AnswerDeps, Answerer } from './deps.ts';
import { jobHealth } from './job-health.ts';
import { sourceStates } from './notes.ts';
import { countWords, lastingWords, oneLine, plural, timeWords } from './words.ts';

const MOST_ROWS = 40;

/** Does sysmon see everything? Each source with its lag and last event, each job with its last run, and whether store and queues answer. */
export const health: Answerer = async (question, deps) => {
  const now = deps.clock.now();
  const [states, jobs, store, aside] = await Promise.all([
    sourceStates(deps),
    jobHealth(deps),
    pingWords(deps),
    deps.store.events.deadLetters(),
  ]);
  const sources = states.filter(({ goneAt }) => goneAt === undefined);
  const bad = sources.filter(({ fault }) => fault);
  const rows = sources
    .sort((a, b) => Number(b.fault !== undefined) - Number(a.fault !== undefined))
    .map((state) => row(state, now, deps.timezone));
  const trouble = [
    bad.length > 0 ? `${bad.length} of ${plural(sources.length, 'source')} in trouble` : '',
    ...jobs.trouble,
    store ?? '',
  ].filter(Boolean);
  return {
    question,
    title: describe(question),
    headline: trouble.length > 0 ? `${trouble.join('; ')}.` : healthy(sources),
    ...(rows.length > 0 && {
      table: { columns: COLUMNS, rows: rows.slice(0, MOST_ROWS), more: Math.max(0, rows.length - MOST_ROWS) },
    }),
    notes: [
      ...jobs.notes,
      ...costWords(sources),
      ...gapWords(sources, now, deps.timezone),
      ...deadLetterWords(aside, now, deps.timezone),
    ],
    next: ['alerts', 'services'],
  };
};

const COLUMNS = [
  column('source'),
  column('state'),
  column('lag', 'right'),
  column('last event'),
  column('events', 'right'),
  column('throttled', 'right'),
];

function healthy(sources: readonly SourceState[]): string {
  const read = sources.filter(({ readAt }) => readAt !== undefined).length;
  return read === 0
    ? 'The store answers; no source is read yet.'
    : `All is well: ${plural(read, 'source')} read, the store answers.`;
}

function row(source: SourceState, now: Instant, timezone: string): string[] {
  const { title, readUpTo, lastEventAt, eventsRead, throttled, item } = source;
  return [
    title,
    stateWords(source, now, timezone),
    item && readUpTo !== undefined ? lastingWords(now - readUpTo) : '–',
    lastEventAt === undefined ? '–' : timeWords(lastEventAt, now, timezone),
    item ? countWords(eventsRead) : '–',
    countWords(throttled),
  ];
}

function stateWords({ fault, readAt }: SourceState, now: Instant, timezone: string): string {
  if (fault)
    return `since ${timeWords(fault.since, now, timezone)}: ${oneLine(fault.advice ?? fault.message, 80)}`;
  return readAt === undefined ? 'not read yet' : 'ok';
}

async function pingWords({ store }: AnswerDeps): Promise<string | undefined> {
  try {
    await store.ping();
    return undefined;
  } catch (error) {
    return `the store does not answer (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** Of sources that are paid for. */
function costWords(sources: readonly SourceState[]): string[] {
  return sources.flatMap(({ title, note, calls }) =>
    note === undefined ? [] : [`${title}: ${note}; ${plural(calls, 'call')} so far.`],
  );
}

function gapWords(sources: readonly SourceState[], now: Instant, timezone: string): string[] {
  return sources.flatMap(({ title, gap }) =>
    gap
      ? [
          `${title} has a gap from ${timeWords(gap.from, now, timezone)} to ${timeWords(gap.to, now, timezone)}.`,
        ]
      : [],
  );
}

function deadLetterWords({ count, last }: DeadLetters, now: Instant, timezone: string): string[] {
  if (count === 0 || !last) return [];
  const said = `the last ${timeWords(last.at, now, timezone)}: ${oneLine(last.reason, 200)}`;
  return [`${plural(count, 'event')} refused by the store and laid aside, ${said}`];
}
