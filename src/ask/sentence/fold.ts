import type { Calendar } from '../time/calendar.ts';
import { resolveTime } from '../time/resolve.ts';
import type { Facet, Piece } from '../words/facet.ts';
import type { Draft, Maybe } from './draft.ts';
import { all, isJoint } from './pass.ts';
import { subjectOf } from './subject.ts';

/** Puts the pieces of a sentence together, or says which of them do not go together. */
export function fold(pieces: readonly Piece[], calendar: Calendar): Maybe<Draft> {
  const refused = all(pieces, 'refused')[0];
  if (refused) return refused;
  const subject = subjectOf(pieces);
  if ('because' in subject) return subject;
  const time = resolveTime(
    all(pieces, 'time').map((facet) => facet.time),
    calendar,
  );
  if (time && 'because' in time) return time;
  const single = singles(pieces);
  if ('because' in single) return single;
  const draft = {
    ...blank(),
    ...single,
    ...filtersOf(pieces),
    ...(subject.subject && { subject: subject.subject }),
    implied: subject.implied ?? false,
    ...(time && { time }),
  };
  if (!subject.level) return draft;
  const level = distinct([...(draft.filters.level ?? []), subject.level]);
  return { ...draft, filters: { ...draft.filters, level } };
}

export function blank(): Draft {
  return {
    services: [],
    filters: {},
    exclude: {},
    aggregate: [],
    groupBy: [],
    ranked: false,
    newest: false,
    everywhere: false,
    added: false,
    implied: false,
    beside: false,
  };
}

/** What can be said once only; said twice and differently, it is refused. */
function singles(pieces: readonly Piece[]): Maybe<Partial<Draft>> {
  const top = distinct(all(pieces, 'top').map(({ value }) => value));
  const bucket = distinct(all(pieces, 'bucket').map((facet) => facet.bucket));
  const compare = distinct(all(pieces, 'compare').map((facet) => facet.compare));
  const earlier = all(pieces, 'earlier')[0];
  const twice = [top, bucket, compare].find((values) => values.length > 1);
  if (twice) return { because: `${twice.join(' or ')}: which one?` };
  const ranks = all(pieces, 'rank');
  const trend = all(pieces, 'trend').length > 0 && compare.length === 0 && measures(pieces);
  return {
    aggregate: aggregatesOf(pieces),
    groupBy: distinct(all(pieces, 'group').map(({ group }) => group)),
    ranked: ranks.some(({ newest }) => !newest),
    newest: ranks.some(({ newest }) => newest),
    everywhere: pieces.some((piece) => isJoint(piece, 'all')),
    added: pieces.some((piece) => isJoint(piece, 'also')),
    beside: all(pieces, 'beside').length > 0,
    ...(top[0] && { top: top[0] }),
    ...(bucket[0] && { bucket: bucket[0] }),
    ...(compare[0] && { compare: compare[0] }),
    ...(trend && { compare: 'previous' as const }),
    ...(earlier && { earlier: earlier.by }),
  };
}

/** "how many requests per minute" asks for a rate. */
function aggregatesOf(pieces: readonly Piece[]): Draft['aggregate'] {
  const said = distinct(all(pieces, 'aggregate').map(({ aggregate }) => aggregate));
  return said.includes('rate') ? said.filter((one) => one !== 'count') : said;
}

/** "is api up" asks whether it works; "are errors up" asks for a comparison. */
function measures(pieces: readonly Piece[]): boolean {
  return all(pieces, 'subject').some(({ weak, subject }) => !weak || subject !== 'alerts');
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function filtersOf(pieces: readonly Piece[]): Pick<Draft, 'services' | 'filters' | 'exclude'> {
  const facets = all(pieces, 'filter');
  const positive = facets.filter(({ negated }) => !negated);
  const { service = [], ...filters } = collected(positive);
  return { services: service, filters, exclude: collected(facets.filter(({ negated }) => negated)) };
}

function collected(facets: readonly Extract<Facet, { is: 'filter' }>[]): Draft['exclude'] {
  const result: Draft['exclude'] = {};
  for (const { name, values } of facets) result[name] = distinct([...(result[name] ?? []), ...values]);
  return result;
}
