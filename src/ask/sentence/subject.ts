import type { Subject } from '../../core/question.ts';
import type { Piece } from '../words/facet.ts';
import type { Maybe } from './draft.ts';
import { all, has, strongSubjects } from './pass.ts';

/** Two subjects that together are one, and what else they mean. */
const TOGETHER: readonly { both: readonly [Subject, Subject]; are: Subject; level?: string }[] = [
  { both: ['logs', 'errors'], are: 'logs', level: 'error' },
  { both: ['logs', 'warnings'], are: 'logs', level: 'warn' },
  { both: ['errors', 'codes'], are: 'codes' },
  { both: ['alerts', 'mutes'], are: 'mutes' },
  { both: ['codes', 'code'], are: 'code' },
  { both: ['failures', 'requests'], are: 'failures' },
  { both: ['requests', 'latency'], are: 'latency' },
  { both: ['pages', 'latency'], are: 'pages' },
  { both: ['functions', 'errors'], are: 'functions' },
  { both: ['functions', 'failures'], are: 'functions' },
];

interface Said {
  subject?: Subject;
  /** A level that goes with it: "error logs". */
  level?: string;
  implied?: boolean;
}

/** What a sentence is about: the one thing said outright, or the one that its words imply. */
export function subjectOf(pieces: readonly Piece[]): Maybe<Said> {
  const strong = strongSubjects(pieces);
  const [one, other, ...more] = strong;
  if (!one) return implied(pieces);
  if (!other) return lost(pieces, one) ?? { subject: one };
  const together =
    more.length === 0 ? TOGETHER.find(({ both }) => both.includes(one) && both.includes(other)) : undefined;
  if (together) return { subject: together.are, ...(together.level && { level: together.level }) };
  return { because: `I answer one thing at a time: ${strong.join(' or ')}?` };
}

/** The order says which wins where several are implied: "slow 5xx" is about latency. */
const IMPLIED: readonly Subject[] = [
  'code',
  'latency',
  'errors',
  'devices',
  'pods',
  'containers',
  'tickets',
  'requests',
  'logs',
  'alerts',
];

function implied(pieces: readonly Piece[]): Said {
  const weak = new Set(all(pieces, 'subject').map(({ subject }) => subject));
  const subject = IMPLIED.find((name) => weak.has(name));
  return subject ? { subject, implied: true } : {};
}

/** A word such as "slow" beside another subject would be dropped: it is refused instead. */
function lost(pieces: readonly Piece[], subject: Subject) {
  const dropped = pieces.some(
    (piece) =>
      piece.facets.length === 1 &&
      all([piece], 'subject').some((one) => one.weak && one.subject === 'latency') &&
      !has(piece, 'aggregate'),
  );
  const fits = subject === 'latency' || subject === 'pages';
  return dropped && !fits ? { because: `I answer one thing at a time: ${subject} or latency?` } : undefined;
}
