import { FIELD_NAMES, LEVEL_NAMES } from '../lexicon/fields.ts';
import type { World } from '../world.ts';
import type { Facet } from './facet.ts';
import { knownName, namesOfKind } from './names.ts';
import { nearest } from './spelling.ts';
import type { Token } from './tokens.ts';

const CODE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?=[0-9a-f]*\d|[0-9A-F]+$)[0-9a-f]{4,12}$/i;
const STATUS = /^(?:http-?)?([1-5])(?:(xx|\*\*|\.\.)|(\d\d))('?s)?$/i;

/** `5xx`, `5**` and `500s` as the word for it: `5xx` or `500`. */
export function statusOf(word: string): string | undefined {
  const match = STATUS.exec(word);
  if (!match) return undefined;
  return match[2] ? `${match[1]}xx` : `${match[1]}${match[3]}`;
}

/** `API-4F2A`, or a code that a program gave itself, such as `ORA-00942`. */
export function codeOf(word: string): string | undefined {
  return CODE.test(word) ? word.toUpperCase() : undefined;
}

/** Values of a filter that was named: `level:warn`, `host db-1`; or why they cannot be. */
export function filterFacet(field: string, values: readonly string[], negated: boolean, world: World): Facet {
  const read = values.map((value) => readValue(field, value, world));
  const wrong = read.find((one) => typeof one !== 'string');
  if (wrong && typeof wrong !== 'string') return { is: 'refused', because: wrong.because };
  const name = FIELD_NAMES[field];
  if (!name || name === 'by' || name === 'top')
    return { is: 'refused', because: `I have no filter "${field}".` };
  return {
    is: 'filter',
    name,
    values: read.filter((one) => typeof one === 'string'),
    ...(negated && { negated }),
  };
}

function readValue(field: string, value: string, world: World): string | { because: string } {
  if (field === 'level')
    return LEVEL_NAMES[value.toLowerCase()] ?? noSuch('level', value, Object.values(LEVEL_NAMES));
  if (field === 'status') return statusOf(value) ?? value.toLowerCase();
  if (field === 'code') return codeOf(value) ?? value.toUpperCase();
  const names = namesOfKind(field, world);
  return names ? (knownName(field, value, world) ?? noSuch(field, value, names)) : value;
}

/** A name that is not known, the nearest ones that are. */
function noSuch(kind: string, value: string, names: readonly string[]): { because: string } {
  const near = nearest(value.toLowerCase(), [...new Set(names)]);
  const known = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `I know ${listed(names)}.`;
  return { because: `I know no ${kind} "${value}". ${known}` };
}

function listed(names: readonly string[]): string {
  const some = [...new Set(names)].slice(0, 8).join(', ');
  return some || 'none yet';
}

const APART = new Set([
  'service',
  'level',
  'host',
  'code',
  'status',
  'endpoint',
  'fleet',
  'container',
  'namespace',
  'user',
  'severity',
  'route',
  'path',
  'env',
  'environment',
]);

/** `level warn`, `status 404`, `host db-1`: a field and its value as two words. */
export function fieldAndValue(
  tokens: readonly Token[],
  at: number,
  world: World,
): { facet: Facet; next: number } | undefined {
  const [name, value] = [tokens[at], tokens[at + 1]];
  if (name?.kind !== 'word' || !APART.has(name.text) || !value || value.kind === 'mark') return undefined;
  const field = FIELD_NAMES[name.text];
  if (!field || field === 'by' || field === 'top' || !isValueOf(field, value, world)) return undefined;
  const word = value.text === '/' || field === 'user' || field === 'container' ? value.raw : value.text;
  return { facet: filterFacet(field, [word], false, world), next: at + 2 };
}

function isValueOf(field: string, value: Token, world: World): boolean {
  if (field === 'level') return LEVEL_NAMES[value.text] !== undefined;
  if (field === 'status') return statusOf(value.text) !== undefined;
  if (field === 'code') return codeOf(value.raw) !== undefined;
  if (field === 'endpoint') return value.text.startsWith('/');
  if (field === 'user') return value.kind === 'quoted' || /[\d@._-]/.test(value.text);
  if (field === 'container') return value.kind === 'quoted' || /[\d_-]/.test(value.text);
  return knownName(field, value.text, world) !== undefined;
}
