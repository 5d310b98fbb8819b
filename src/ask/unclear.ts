import type { Known, Question, Unclear, Understanding } from '../core/question.ts';
import { typed } from './describe.ts';
import { FORBIDDEN_VERBS } from './lexicon/verbs.ts';
import { LEXICON } from './lexicon.ts';
import type { Draft } from './sentence/draft.ts';
import { nearest } from './words/spelling.ts';
import type { Token } from './words/tokens.ts';

const FOREIGN = new Set(
  'zeig zeige mir wie viele viel fehler der die das den dem und von seit gestern heute letzte letzten stunden stunde tage für ist warum welche alle zeit combien les des erreurs depuis hier aujourd dernières dernière heures montre moi pour est quels quelles avec cuántos cuantos errores desde ayer hoy últimas ultimas horas muestra muéstrame los las del para quanti errori oggi ieri ultime quantos erros hoje ontem hoeveel fouten sinds gisteren vandaag toon'.split(
    ' ',
  ),
);
/** Words of the language must be nearer than names to be offered. */
const ALIKE = 0.34;
const WORDS = [
  ...new Set(
    LEXICON.flatMap(({ say }) => say).filter((phrase) => !phrase.includes(' ') && phrase.length > 3),
  ),
];

/** A question that is always understood, for someone whose own was not. */
function exampleFor({ services }: Known): string {
  return ['errors', services[0], 'last 24h'].filter(Boolean).join(' ');
}

/** What might have been meant. */
export interface Nearest {
  suggestion?: Question | undefined;
  example?: string | undefined;
}

export function unclear(
  error: string,
  known: Known,
  { suggestion, example: near }: Nearest = {},
): Understanding {
  const example = suggestion ? typed(suggestion) : (near ?? exampleFor(known));
  const whole: Unclear = {
    error: `${error} Try: ${example}, or: help.`,
    example,
    ...(suggestion && { suggestion }),
  };
  return { kind: 'unclear', unclear: whole };
}

/** What to say about words that mean nothing to us, with the nearest that do. */
export function aboutUnknown(unknown: readonly Token[], understood: Draft | undefined, known: Known): string {
  const forbidden = unknown.find(({ text }) => FORBIDDEN_VERBS.has(text));
  if (forbidden) return `I can't ${forbidden.text} anything: I only read, tell, mute and open tickets.`;
  const [first] = unknown;
  if (first && /^[<>=≥≤]/.test(first.text) && unknown.every(({ text }) => /^[<>=≥≤\d]/.test(text)))
    return 'I cannot filter by a threshold; I can watch one: "alert when errors api > 50 in 5m".';
  if (isForeign(unknown)) return 'I only understand English, sorry.';
  const some = unknown.slice(0, 3).map(({ raw }) => `"${raw.slice(0, 40)}"`);
  const [only] = unknown.length === 1 ? unknown : [];
  const name =
    only && /^[a-z][\w-]+$/.test(only.text) ? ': it is no service, host, fleet or namespace that I know' : '';
  const near = only ? nearby(only, known) : [];
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return `I don't understand ${some.join(', ')}${name}.${meant}${whatWasUnderstood(understood)}`;
}

/** What a word that is not known may have been meant to be: names first, then words of the language. */
export function nearby({ text }: Token, { services, hosts, fleets, namespaces }: Known): string[] {
  const names = nearest(text, [...services, ...hosts, ...fleets, ...namespaces], 2);
  return names.length > 0 ? names : nearest(text, WORDS, 2, ALIKE);
}

function isForeign(unknown: readonly Token[]): boolean {
  const scripts = unknown.some(({ raw }) => /[^\p{Script=Latin}\p{Script=Common}]/u.test(raw));
  return scripts || unknown.filter(({ text }) => FOREIGN.has(text)).length >= 2;
}

function whatWasUnderstood(draft: Draft | undefined): string {
  const parts = draft
    ? [
        draft.subject,
        draft.services.join(' and '),
        draft.time?.words,
        ...draft.groupBy.map((group) => `by ${group}`),
      ]
    : [];
  const said = parts.filter(Boolean).join(', ');
  return said ? ` I did understand: ${said}.` : '';
}
