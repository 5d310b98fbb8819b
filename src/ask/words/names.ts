import type { Known } from '../../core/question.ts';
import type { World } from '../world.ts';
import type { Facet } from './facet.ts';
import type { Token } from './tokens.ts';

type NameKind = 'service' | 'host' | 'fleet' | 'namespace';

const KINDS: readonly (readonly [NameKind, keyof Known])[] = [
  ['service', 'services'],
  ['fleet', 'fleets'],
  ['namespace', 'namespaces'],
  ['host', 'hosts'],
];

/** Other names that people have for the namespaces nearly everyone has. */
const ALIASES: Readonly<Record<string, string>> = {
  production: 'prod',
  stage: 'staging',
  development: 'dev',
};

export interface Name {
  kind: NameKind;
  name: string;
  /** As words are compared: `billing worker` for `billing-worker`. */
  words: string[];
}

/** Every name of the asker's world, each with the ways to write it. */
export function namesOf(known: Known): Name[] {
  return KINDS.flatMap(([kind, list]) => known[list].flatMap((name) => waysToWrite(kind, name)));
}

function waysToWrite(kind: NameKind, name: string): Name[] {
  const whole = name.toLowerCase();
  const parts = whole.split(/[-_.\s]+/).filter(Boolean);
  const ways = [[whole], ...(parts.length > 1 ? [parts, [parts.join('')]] : [])];
  if (kind === 'service' && /[^s]s$/.test(whole) && whole.length > 4) ways.push([whole.slice(0, -1)]);
  if (kind === 'fleet') ways.push([`${whole}s`]);
  for (const [alias, meant] of Object.entries(ALIASES))
    if (kind === 'namespace' && meant === whole) ways.push([alias]);
  return ways.map((words) => ({ kind, name, words }));
}

/** The name that starts at a token: the longest, and a service before a host of the same name. */
export function nameAt(tokens: readonly Token[], at: number, names: readonly Name[]): Name | undefined {
  const starting = names.filter(({ words }) =>
    words.every((word, place) => isWord(tokens[at + place], word)),
  );
  return starting.reduce<Name | undefined>(
    (best, name) => (best && best.words.length >= name.words.length ? best : name),
    undefined,
  );
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === 'word' && token.text === word;
}

export function nameFacet({ kind, name }: Name): Facet {
  return { is: 'filter', name: kind, values: [name] };
}

/** The known name for a value in `field:value`: upper and lower case do not matter. */
export function knownName(field: string, value: string, { known }: World): string | undefined {
  const list = KINDS.find(([kind]) => kind === field)?.[1];
  const wanted = value.toLowerCase();
  return (
    list &&
    known[list].find(
      (name) =>
        name.toLowerCase() ===
        (ALIASES[wanted] && list === 'namespaces' && !known.namespaces.includes(wanted)
          ? ALIASES[wanted]
          : wanted),
    )
  );
}

/** Names of one kind; undefined if names of that kind are not known beforehand. */
export function namesOfKind(field: string, { known }: World): readonly string[] | undefined {
  const list = KINDS.find(([kind]) => kind === field)?.[1];
  return list && known[list];
}
