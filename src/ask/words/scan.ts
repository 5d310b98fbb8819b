import type { Subject } from '../../core/question.ts';
import { numberOf } from '../time/duration.ts';
import { readTime } from '../time/read.ts';
import type { World } from '../world.ts';
import { CLOUD_THINGS, type Facet, type Piece } from './facet.ts';
import { nameAt, nameFacet, namesOf } from './names.ts';
import { phraseAt } from './phrases.ts';
import { textAt } from './text.ts';
import type { Token } from './tokens.ts';
import { codeOf, fieldAndValue, filterFacet, statusOf } from './values.ts';

/** What was understood, and the words that were not, as typed. */
export interface Scan {
  pieces: Piece[];
  unknown: Token[];
}

interface Found {
  facets: readonly Facet[];
  next: number;
}
type Reader = (at: number) => Found | undefined;

/** Reads a sentence from left to right; at each word the longest thing that can be understood wins. */
export function scan(tokens: readonly Token[], world: World): Scan {
  const readers = readersOf(tokens, world);
  const result: Scan = { pieces: [], unknown: [] };
  for (let at = 0; at < tokens.length; ) {
    const found = longest(readers, at);
    const token = tokens[at];
    if (found) result.pieces.push({ from: at, to: found.next, facets: found.facets });
    else if (token && token.kind !== 'mark') result.unknown.push(token);
    else if (token && !/^[?!;()|=]$/.test(token.text)) result.unknown.push(token);
    at = found?.next ?? at + 1;
  }
  return result;
}

function longest(readers: readonly Reader[], at: number): Found | undefined {
  return readers.reduce<Found | undefined>((best, read) => {
    const found = read(at);
    return found && (!best || found.next > best.next) ? found : best;
  }, undefined);
}

/** In order of who wins where two read equally far. */
function readersOf(tokens: readonly Token[], world: World): Reader[] {
  const words = tokens.map(({ kind, text }) => (kind === 'word' || kind === 'mark' ? text : ''));
  const names = namesOf(world.known);
  const time: Reader = (at) => {
    const read = readTime(words, at, world.calendar);
    return read && { facets: [{ is: 'time', time: read.value }], next: read.next };
  };
  const name: Reader = (at) => {
    const found = nameAt(tokens, at, names);
    return found && { facets: [nameFacet(found)], next: at + found.words.length };
  };
  const phrase: Reader = (at) => phraseAt(tokens, at);
  const pair: Reader = (at) => pairFacet(tokens[at], at, world);
  const value: Reader = (at) => withSubject(single(fieldAndValue(tokens, at, world)));
  const isOther = (at: number) => [time, name].some((read) => read(at) !== undefined);
  const text: Reader = (at) => single(textAt(tokens, at, isOther));
  return [pair, time, meaningful(phrase), name, value, text, (at) => wordFacet(tokens[at], at), phrase];
}

const single = (found: { facet: Facet; next: number } | undefined): Found | undefined =>
  found && { facets: [found.facet], next: found.next };

/** A code or an HTTP status alone says what the question is about. */
function withSubject(found: Found | undefined): Found | undefined {
  const [filter] = found?.facets ?? [];
  if (!found || filter?.is !== 'filter' || filter.negated) return found;
  const subject = impliedBy(filter.name, filter.values);
  return subject ? { ...found, facets: [filter, { is: 'subject', subject, weak: true }] } : found;
}

function impliedBy(name: string, values: readonly string[]): Subject | undefined {
  if (name === 'code') return 'code';
  return name === 'status' && values.every((value) => statusOf(value)) ? 'requests' : undefined;
}

/** A filler loses against anything that means something; "queue" against a service of that name. */
function meaningful(read: Reader): Reader {
  return (at) => {
    const found = read(at);
    return found?.facets.some((facet) => facet.is !== 'filler' && !mayBeName(facet)) ? found : undefined;
  };
}

function mayBeName(facet: Facet): boolean {
  return facet.is === 'thing' && !facet.plural && CLOUD_THINGS.has(facet.thing);
}

function pairFacet(token: Token | undefined, at: number, world: World): Found | undefined {
  const pair = token?.pair;
  if (!pair) return undefined;
  const next = at + 1;
  if (pair.field === 'top')
    return { facets: [{ is: 'rank' }, { is: 'number', value: Number(pair.values[0]) }], next };
  if (pair.field !== 'by')
    return withSubject({ facets: [filterFacet(pair.field, pair.values, pair.negated, world)], next });
  const groups = pair.values.map(
    (word) => phraseAt([{ kind: 'word', text: word, raw: word }], 0)?.facets ?? [],
  );
  return { facets: groups.map(groupFacet), next };
}

function groupFacet(facets: readonly Facet[]): Facet {
  const thing = facets.find((facet) => facet.is === 'thing');
  return thing ? { is: 'group', group: thing.thing } : { is: 'refused', because: 'I cannot group by that.' };
}

/** A word that tells by its shape what it is: a path, a status, a code, a number. */
function wordFacet(token: Token | undefined, at: number): Found | undefined {
  if (token?.kind !== 'word') return undefined;
  const next = at + 1;
  if (/^\/[^\s]/.test(token.raw))
    return { facets: [{ is: 'filter', name: 'endpoint', values: [token.raw] }], next };
  const code = codeOf(token.raw);
  if (code) return withSubject({ facets: [{ is: 'filter', name: 'code', values: [code] }], next });
  const status = /^\d+$/.test(token.text) ? undefined : statusOf(token.text);
  if (status) return withSubject({ facets: [{ is: 'filter', name: 'status', values: [status] }], next });
  const number = numberOf(token.text);
  return number === undefined ? undefined : { facets: [{ is: 'number', value: number }], next };
}
