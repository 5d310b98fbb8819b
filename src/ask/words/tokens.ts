import { FIELD_NAMES } from '../lexicon/fields.ts';

/** One word as it is compared (lower case, no possessive) and as it was typed. */
export interface Token {
  text: string;
  raw: string;
  kind: 'word' | 'quoted' | 'pair' | 'mark';
  /** Of a pair: `level:warn`, `-host:db-1`. */
  pair?: { field: string; values: string[]; negated: boolean };
  /** What was typed, where a slip was mended. */
  mended?: string;
}

const TOKEN =
  /(?<pair>[-!]?[a-z]+(?::|!=|=)(?:"[^"]*"|[^\s"?!;]+)|(?<=^|\s)[-!]"[^"]*")|"(?<double>[^"]*)"|(?<=^|\s)'(?<single>[^']*)'(?=$|[\s,.?!])|(?<mark>>=|<=|[<>≥≤=,;?!()&+|]|(?<=\s)-(?=\s))|(?<word>[^\s,;?!()"<>=≥≤&+|]+)/giu;

/** Words, quoted texts, `field:value` pairs and marks, in the order they were typed. */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(TOKEN)].flatMap(({ groups }) => (groups ? tokenOf(groups) : []));
}

function tokenOf(groups: Record<string, string | undefined>): Token[] {
  const quoted = groups.double ?? groups.single;
  if (quoted !== undefined) return [{ kind: 'quoted', text: quoted.toLowerCase(), raw: quoted }];
  if (groups.pair !== undefined) return pairOf(groups.pair);
  if (groups.mark !== undefined) return [{ kind: 'mark', text: groups.mark, raw: groups.mark }];
  return wordOf(groups.word ?? '');
}

/** `-"card declined"` is short for `-text:"card declined"`. */
function pairOf(said: string): Token[] {
  const typed = said.replace(/^([-!])"/, '$1text:"');
  const [, sign, name = '', equals, rest = ''] = /^([-!]?)([a-z]+)(!=|[:=])(.+)$/i.exec(typed) ?? [];
  const field = FIELD_NAMES[name.toLowerCase()];
  const value = rest.startsWith('"') ? rest.slice(1, -1) : rest.replace(/[.,]+$/, '');
  if (!field) return name.startsWith('http') ? wordOf(typed) : [...wordOf(sign + name), ...tokenize(rest)];
  const values = rest.startsWith('"') ? [value] : value.split(',').filter(Boolean);
  const negated = sign !== '' || equals === '!=';
  return [{ kind: 'pair', text: typed.toLowerCase(), raw: typed, pair: { field, values, negated } }];
}

/** `-web` leaves web out. */
function wordOf(typed: string): Token[] {
  if (/^-[a-z]/i.test(typed)) return [{ kind: 'word', text: 'not', raw: '-' }, ...wordOf(typed.slice(1))];
  const raw = typed.replace(/^[#@'([{]+(?=.)/, '').replace(/[.:')\]}]+$/, '');
  const text = raw
    .toLowerCase()
    .replace(/'s$/, '')
    .replace(/(?<=s)'$/, '');
  return text ? [{ kind: 'word', text, raw }] : [];
}
