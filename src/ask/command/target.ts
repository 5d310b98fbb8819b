import { FILLERS } from '../lexicon/fillers.ts';
import type { Maybe } from '../sentence/draft.ts';
import { nameAt, namesOf } from '../words/names.ts';
import { nearest } from '../words/spelling.ts';
import type { Token } from '../words/tokens.ts';
import { codeOf } from '../words/values.ts';
import type { World } from '../world.ts';

const NOUNS = new Set([
  'alert',
  'alerts',
  'code',
  'service',
  'host',
  'fleet',
  'number',
  'id',
  'nr',
  'no',
  'incident',
  'for',
  'ticket',
  ',',
  'and',
  'error',
]);

/** The id of an alert: `12`, `A-1f3c`. */
export function idOf(token: Token): string | undefined {
  return /^\d{1,9}$/.test(token.text) || /^a-[0-9a-z]+$/i.test(token.text) ? token.raw : undefined;
}

/** The one thing that an order is about: a service, a code, an alert, a host or a fleet. Two of them, or a name that is not known, are refused. */
export function targetOf(tokens: readonly Token[], verb: string, world: World): Maybe<{ target: string }> {
  const targets: string[] = [];
  const names = namesOf(world.known);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const name = nameAt(tokens, at, names);
    const target = name?.name ?? idOf(token) ?? codeOf(token.raw) ?? codePair(token);
    if (target) targets.push(target);
    else if (!NOUNS.has(token.text) && !FILLERS.has(token.text)) return unknownTarget(token, verb, world);
    at += (name?.words.length ?? 1) - 1;
  }
  const [target, other] = targets;
  if (!target)
    return { because: `What shall I ${verb}? Name a service, an error code or an alert's number.` };
  return other && other !== target
    ? { because: `I ${verb} one thing at a time: ${targets.join(' or ')}?` }
    : { target };
}

function codePair({ pair }: Token): string | undefined {
  return pair && !pair.negated && (pair.field === 'service' || pair.field === 'code' || pair.field === 'host')
    ? pair.values[0]
    : undefined;
}

function unknownTarget({ raw, text }: Token, verb: string, { known }: World) {
  const [near] = nearest(text, [...known.services, ...known.hosts, ...known.fleets]);
  const hint = near ? ` Did you mean ${near}?` : '';
  return {
    because: `I can ${verb} a service, an error code or an alert; I know no service "${raw}".${hint}`,
  };
}
