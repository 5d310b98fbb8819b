import type { Question, Subject } from '../../core/question.ts';
import { DAY, HOUR } from '../../core/time.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Draft, Maybe } from './draft.ts';
import { misfit } from './fit.ts';
import { ranked } from './rank.ts';

const LONG: readonly Subject[] = ['alerts', 'tickets'];

/** A complete question, with what is meant where nothing was said: the last hour, a day for alerts and tickets. */
export function assemble(said: Draft, { now }: Calendar): Maybe<Question> {
  const draft = ranked(said);
  if ('because' in draft) return draft;
  if (draft.earlier)
    return { because: 'Before what? Name a time, for example "yesterday", or say it after a question.' };
  if (draft.beside && draft.services.length < 2)
    return {
      because:
        'Compare with what? I can set beside it the period before, yesterday or last week, or another service.',
    };
  const subject = draft.subject ?? (draft.filters.text || draft.filters.level ? 'logs' : undefined);
  if (!subject) return { because: missing(draft) };
  const whole = { ...draft, subject };
  const odd = misfit(whole) ?? misfitFilters(draft);
  if (odd) return odd;
  const { window, words } = draft.time ?? defaultTime(subject, now);
  return {
    subject,
    services: draft.services,
    filters: draft.filters,
    ...(Object.keys(draft.exclude).length > 0 && { exclude: draft.exclude }),
    time: window,
    timeWords: words,
    ...(draft.aggregate.length > 0 && { aggregate: draft.aggregate }),
    ...(draft.groupBy.length > 0 && { groupBy: draft.groupBy }),
    ...(draft.top && { top: draft.top }),
    ...(draft.compare && { compare: draft.compare }),
    ...(draft.bucket && { bucket: draft.bucket }),
  };
}

function defaultTime(subject: Subject, now: number) {
  const long = LONG.includes(subject);
  return { window: { from: now - (long ? DAY : HOUR), to: now }, words: long ? 'last 24h' : 'last 1h' };
}

function missing({ services, groupBy, time }: Draft): string {
  const about = services.length > 0 ? ` of ${services.join(' and ')}` : '';
  if (about || groupBy.length > 0 || time)
    return `What do you want to know${about}? Say what to count, for example errors, latency or logs.`;
  return 'I did not understand what you want to know.';
}

/** The same value wanted and left out. */
function misfitFilters({ filters, exclude, services }: Draft) {
  const wanted: Draft['exclude'] = { ...filters, service: services };
  for (const [name, values = []] of Object.entries(exclude)) {
    const both = values.find((value) => wanted[name as keyof Draft['exclude']]?.includes(value));
    if (both) return { because: `"${both}" is both asked for and left out: which one?` };
  }
  return undefined;
}
