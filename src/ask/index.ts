import { isDeepStrictEqual } from 'node:util';
import type { Command, Known, Question, Understanding } from '../core/question.ts';
import type { Instant } from '../core/time.ts';
import { readCommand } from './command/read.ts';
import { FORBIDDEN_VERBS } from './lexicon/verbs.ts';
import { COMMAND_EXAMPLES } from './lexicon.ts';
import { assemble } from './sentence/assemble.ts';
import { type Draft, isProblem } from './sentence/draft.ts';
import { blank } from './sentence/fold.ts';
import { follow } from './sentence/follow.ts';
import { readSentence } from './sentence/sentence.ts';
import { calendarOf } from './time/calendar.ts';
import { aboutUnknown, nearby, unclear } from './unclear.ts';
import { clean } from './words/clean.ts';
import { mend } from './words/mend.ts';
import { type Token, tokenize } from './words/tokens.ts';
import type { World } from './world.ts';

export interface Asking {
  now: Instant;
  /** The asker's IANA time zone. */
  timezone: string;
  known: Known;
  /** The question asked before in the same thread. */
  previous?: Question | undefined;
}

const LONGEST = 500;

/**
 * A person's words as a typed question or command, or what was not clear about them. Deterministic. Every word is accounted for: one that is
 * neither understood nor known to mean nothing is named, and nothing is guessed.
 */
export function understand(text: string, asking: Asking): Understanding {
  const { known, now, timezone } = asking;
  if (text.length > LONGEST) return unclear(`That is too long: I read ${LONGEST} characters at most.`, known);
  const world: World = { known, calendar: calendarOf(now, timezone) };
  const plain = clean(text);
  const command = readCommand(plain, world);
  if (command)
    return isProblem(command)
      ? unclear(command.because, known, { example: commandLike(plain) })
      : done(command);
  return question(mend(tokenize(plain), world), world, asking);
}

const done = (command: Command): Understanding => ({ kind: 'command', command });

function question(tokens: readonly Token[], world: World, { known, previous }: Asking): Understanding {
  if (tokens.length === 0) return unclear('What do you want to know?', known);
  const { draft, unknown } = readSentence(tokens, world, previous !== undefined);
  const understood = isProblem(draft) ? undefined : draft;
  if (unknown.length > 0)
    return unclear(aboutUnknown(unknown, understood, known), known, {
      suggestion: meant(tokens, unknown, world),
    });
  if (isProblem(draft)) return unclear(draft.because, known);
  if (previous && isBlank(draft))
    return unclear('I did not understand what to change about the question before.', known, {
      suggestion: previous,
    });
  const whole = assemble(
    previous && !standsAlone(draft) ? follow(previous, draft, world.calendar.timezone) : draft,
    world.calendar,
  );
  if (!isProblem(whole)) return { kind: 'question', question: whole };
  return unclear(whole.because, known, { suggestion: suggested(draft, world) });
}

/** The example of the command that someone tried. */
function commandLike(text: string): string | undefined {
  return COMMAND_EXAMPLES.find((example) => text.toLowerCase().includes(example.split(' ')[0] ?? ''));
}

/** A sentence with a subject and a time of its own is a new question, whatever was asked before. */
function standsAlone({ subject, time }: Draft): boolean {
  return subject !== undefined && time !== undefined;
}

function isBlank(draft: Draft): boolean {
  return isDeepStrictEqual(draft, blank());
}

/** The same sentence with its one unknown word replaced by the one name it is near to. */
function meant(tokens: readonly Token[], unknown: readonly Token[], world: World): Question | undefined {
  const [wrong, another] = unknown;
  const [near] = wrong ? nearby(wrong, world.known) : [];
  if (!wrong || another || !near || FORBIDDEN_VERBS.has(wrong.text)) return undefined;
  const mended = tokens.map((token) =>
    token === wrong ? { ...token, text: near.toLowerCase(), raw: near } : token,
  );
  const { draft, unknown: left } = readSentence(mended, world);
  if (left.length > 0 || isProblem(draft)) return undefined;
  const whole = assemble(draft, world.calendar);
  return isProblem(whole) ? undefined : whole;
}

/** A question that says about what and when but not what to count may be about errors. */
function suggested(draft: Draft, world: World): Question | undefined {
  if (draft.subject || (draft.services.length === 0 && draft.groupBy.length === 0)) return undefined;
  const whole = assemble({ ...draft, subject: 'errors' }, world.calendar);
  return isProblem(whole) ? undefined : whole;
}

export { answer } from './answer/answer.ts';
export { known } from './answer/known.ts';
