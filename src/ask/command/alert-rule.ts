import type { Command } from '../../core/question.ts';
import { DAY, SECOND } from '../../core/time.ts';
import { WATCH_VERBS } from '../lexicon/verbs.ts';
import type { Draft, Maybe } from '../sentence/draft.ts';
import { misfit } from '../sentence/fit.ts';
import { readSentence } from '../sentence/sentence.ts';
import type { Token } from '../words/tokens.ts';
import type { World } from '../world.ts';
import { because, type CommandReader } from './command.ts';
import { readThreshold, readWithin, type Threshold } from './threshold.ts';

const WHEN = new Set(['when', 'if', 'whenever', 'once', 'on']);
const DEFAULT_WINDOW = 300;

/** `alert me when errors api > 50 in 5m`, `notify us if p95 latency of web exceeds 800ms`, `alert if no logs from auth for 10m`. */
export const readAlertRule: CommandReader = ({ tokens, world }) => {
  const when = startOf(tokens);
  const verb = tokens.slice(0, Math.max(0, when)).find(({ text }) => WATCH_VERBS.has(text));
  if (!verb) return undefined;
  const rest = tokens.slice(when);
  const words = rest.map(({ text }) => text);
  const threshold = readThreshold(words) ?? silence(words);
  if (threshold) return rule(rest, threshold, world);
  if (verb.text === 'tell') return undefined;
  return because('Above or below what? Say a threshold, for example "alert when errors api > 50 in 5m".');
};

/** Where the rule itself begins: after "when"; or after the verb, if what follows has a threshold ("alert errors api > 50"). */
function startOf(tokens: readonly Token[]): number {
  const when = tokens.findIndex(({ text }) => WHEN.has(text));
  if (when >= 0) return when + 1;
  const verb = tokens.findIndex(({ text }) => text === 'alert' || text === 'rule');
  const rest = tokens.slice(verb + 1).map(({ text }) => text);
  return verb >= 0 && verb < 4 && readThreshold(rest) ? verb + 1 : -1;
}

/** "no logs": fewer than one. */
function silence(words: readonly string[]): Threshold | undefined {
  const at = words.findIndex((word) => word === 'no' || word === 'zero');
  return at >= 0 ? { op: '<', threshold: 1, from: at, to: at + 1 } : undefined;
}

function rule(tokens: readonly Token[], threshold: Threshold, world: World): Maybe<Command> {
  const rest = [...tokens.slice(0, threshold.from), ...tokens.slice(threshold.to)];
  const within = readWithin(rest.map(({ text }) => text));
  const measured = within ? [...rest.slice(0, within.from), ...rest.slice(within.to)] : rest;
  const { draft, unknown } = readSentence(measured, world);
  if (unknown[0])
    return because(
      `I don't understand "${unknown[0].raw}" in this rule: say for example "alert when errors api > 50 in 5m".`,
    );
  if ('because' in draft) return draft;
  const { subject } = draft;
  if (!subject)
    return because('An alert on what? Name what to count, for example errors, requests or latency.');
  const odd = misfit({ ...draft, subject }) ?? notInRules(draft);
  if (odd) return odd;
  const windowSeconds = threshold.windowSeconds ?? within?.windowSeconds ?? DEFAULT_WINDOW;
  if (windowSeconds > DAY / SECOND || windowSeconds < 60)
    return because('A rule looks at a window from one minute to one day.');
  return command(draft, subject, threshold, windowSeconds);
}

/** What a question can have and a rule cannot. */
function notInRules({ time, groupBy, compare, top, exclude, aggregate }: Draft) {
  if (time) return because(`A rule looks at a window such as "in 5m", not at "${time.words}".`);
  if (groupBy.length > 0 || compare || top || Object.keys(exclude).length > 0 || aggregate.length > 1) {
    return because('A rule watches one number: without grouping, comparison or exceptions.');
  }
  return undefined;
}

function command(
  draft: Draft,
  subject: NonNullable<Draft['subject']>,
  { op, threshold, unit }: Threshold,
  windowSeconds: number,
): Maybe<Command> {
  const { services, filters } = draft;
  const isLatency = subject === 'latency' || subject === 'pages';
  if (unit === 'ms' && !isLatency) return because(`${subject} are not measured in milliseconds.`);
  if (unit === '%' && isLatency) return because('Latency is measured in ms: say for example "> 800ms".');
  const rate = unit === '%' && subject === 'errors' ? 'rate' : undefined;
  const aggregate = draft.aggregate[0] ?? rate;
  const told = isLatency ? 'ms' : unit;
  return {
    name: 'alert',
    subject,
    services,
    filters,
    ...(aggregate && { aggregate }),
    op,
    threshold,
    ...(told && { unit: told }),
    windowSeconds,
  };
}
