import type { Question } from '../../core/question.ts';
import type { Calendar } from '../time/calendar.ts';
import type { Facet, Piece } from '../words/facet.ts';
import type { Token } from '../words/tokens.ts';
import { all, first, has, isJoint, meaning, refusing } from './pass.ts';
import { relate } from './relate.ts';

type Compare = NonNullable<Question['compare']>;
const EARLIER = { window: 'previous', day: 'yesterday', week: 'week' } as const;
const LINKS = new Set(['with', 'to', 'and', 'against', 'from', '&']);

/** `today vs yesterday`, `compare … with last week`, `than the day before`, `api vs web`: what is set beside what. */
export function comparisons(pieces: readonly Piece[], tokens: readonly Token[], calendar: Calendar): Piece[] {
  const place = pieces.findIndex((piece) => isJoint(piece, 'versus'));
  if (place >= 0) return versus(pieces, place, calendar);
  const opener = pieces.findIndex((piece) => isJoint(piece, 'compare'));
  return opener >= 0 ? compareList(pieces, opener, tokens, calendar) : [...pieces];
}

function versus(pieces: readonly Piece[], place: number, calendar: Calendar): Piece[] {
  const rest = pieces.filter((piece, at) => at !== place && !isJoint(piece, 'compare'));
  const right = pieces[place + 1];
  const opener = pieces[place] as Piece;
  if (has(right, 'time')) return besideTime(rest, right as Piece, calendar);
  if (has(right, 'compare')) return rest;
  const earlier = first(right, 'earlier');
  if (earlier) return replaced(rest, right, { is: 'compare', compare: EARLIER[earlier.by] });
  const grouped = besideNames(rest, opener);
  if (grouped) return grouped;
  return [
    ...rest,
    refusing(
      opener,
      'Compare with what? I can set beside it the period before, yesterday or last week, or another service.',
    ),
  ];
}

/** "compare errors api and web", "compare latency web with last week", "compare errors today and yesterday". */
function compareList(
  pieces: readonly Piece[],
  place: number,
  tokens: readonly Token[],
  calendar: Calendar,
): Piece[] {
  const rest = pieces.filter((_, at) => at !== place);
  const opener = pieces[place] as Piece;
  const times = rest.filter((piece) => has(piece, 'time'));
  const reference = times.length > 1 ? times.at(-1) : times.find((piece) => isLinked(piece, tokens));
  if (reference) return besideTime(rest, reference, calendar);
  if (has(opener, 'compare') || all(rest, 'compare').length > 0) return rest;
  const earlier = rest.find((piece) => has(piece, 'earlier'));
  if (earlier)
    return replaced(rest, earlier, {
      is: 'compare',
      compare: EARLIER[first(earlier, 'earlier')?.by ?? 'window'],
    });
  const grouped = besideNames(rest, opener);
  const alone = grouped === undefined || all(grouped, 'beside').length > 0;
  return alone ? [...rest, meaning(opener, { is: 'compare', compare: 'previous' })] : grouped;
}

function isLinked(piece: Piece, tokens: readonly Token[]): boolean {
  const before = tokens[piece.from - 1]?.text === 'the' ? piece.from - 2 : piece.from - 1;
  return LINKS.has(tokens[before]?.text ?? '');
}

/** Services side by side are a grouping by service; other names cannot be. */
function besideNames(rest: readonly Piece[], opener: Piece): Piece[] | undefined {
  const named = all(rest, 'filter').filter(({ negated }) => !negated);
  const services = new Set(named.filter(({ name }) => name === 'service').flatMap(({ values }) => values));
  if (services.size === 0) return undefined;
  const group: Facet = { is: 'group', group: 'service' };
  return [...rest, meaning(opener, group, ...(services.size === 1 ? [{ is: 'beside' } as const] : []))];
}

/** The reference is what the window is set beside; said the wrong way round ("yesterday vs today"), they change places. */
function besideTime(rest: readonly Piece[], reference: Piece, calendar: Calendar): Piece[] {
  const said = first(reference, 'time')?.time;
  const main = rest.filter((piece) => piece !== reference && has(piece, 'time'));
  if (!said) return [...rest];
  const relation = relate(
    all(main, 'time').map(({ time }) => time),
    said,
    calendar,
  );
  if (relation.kind === 'unrelated')
    return replaced(rest, reference, { is: 'refused', because: relation.because });
  const compare: Facet = { is: 'compare', compare: relation.compare satisfies Compare };
  if (relation.kind === 'forward') return replaced(rest, reference, compare);
  return rest.map((piece) => (main.includes(piece) ? meaning(piece, compare) : piece));
}

function replaced(pieces: readonly Piece[], piece: Piece | undefined, facet: Facet): Piece[] {
  return pieces.map((one) => (one === piece ? meaning(one, facet) : one));
}
