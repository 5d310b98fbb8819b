import type { Subject } from '../../core/question.ts';
import { CLOUD_THINGS, type Facet, type Piece, type Thing } from '../words/facet.ts';
import { all, first, has, isJoint, meaning, refusing, strongSubjects } from './pass.ts';

/** Nouns that are subjects themselves where nothing is measured: "services", "pods in prod". */
const SUBJECT_OF: Partial<Record<Thing, Subject>> = {
  service: 'services',
  code: 'codes',
  page: 'pages',
  device: 'devices',
  container: 'containers',
  pod: 'pods',
  host: 'hosts',
  database: 'databases',
  queue: 'queues',
  function: 'functions',
};

/**
 * What a noun is for. Beside a measure, "services" or "which endpoint" is what to group by; "service" beside a service's name only says what
 * the name is; alone, the noun is the subject, and "queue emails" is about queues always. In a thread ("which endpoints?") what is measured was said before.
 */
export function things(pieces: readonly Piece[], inThread: boolean): Piece[] {
  const named = all(pieces, 'subject').some(
    ({ weak, subject }) =>
      !weak ||
      subject === 'latency' ||
      subject === 'requests' ||
      subject === 'errors' ||
      subject === 'alerts',
  );
  const measured =
    named ||
    (inThread && (asksWhich(pieces) || !all(pieces, 'thing').every(({ thing }) => SUBJECT_OF[thing])));
  const qualified = new Set<string>(all(pieces, 'filter').map(({ name }) => name));
  const nouns = all(pieces, 'thing').filter(({ thing, plural }) => plural || !qualified.has(thing));
  return pieces.map((piece) => {
    const noun = first(piece, 'thing');
    return noun ? settle(piece, noun, { pieces, measured, alone: nouns.length === 1 }) : piece;
  });
}

/** Things that have no order of their own. */
const LISTED: ReadonlySet<Thing> = new Set(['device', 'container', 'pod', 'host']);
const USERS: ReadonlySet<Thing> = new Set(['container', 'pod', 'device', 'host', 'database']);

/** "container memory" is memory by container. */
function isUsage(pieces: readonly Piece[]): boolean {
  return strongSubjects(pieces).some(
    (subject) => subject === 'cpu' || subject === 'memory' || subject === 'disk',
  );
}

interface Around {
  pieces: readonly Piece[];
  measured: boolean;
  alone: boolean;
}

function settle(piece: Piece, { thing, plural }: Extract<Facet, { is: 'thing' }>, around: Around): Piece {
  const { pieces, measured, alone } = around;
  const named = all(pieces, 'filter').some(({ name }) => name === thing);
  if (!plural && named) return qualifier(piece, thing, measured);
  const subject = SUBJECT_OF[thing];
  if (USERS.has(thing) && isUsage(pieces)) return meaning(piece, { is: 'group', group: thing });
  if (subject && CLOUD_THINGS.has(thing)) return meaning(piece, { is: 'subject', subject, weak: false });
  if (measured)
    return plural || asksWhich(pieces)
      ? grouped(piece, thing, pieces)
      : refusing(piece, `Which ${thing}? Say its name, or "by ${thing}".`);
  if (!subject || (!plural && thing !== 'code'))
    return refusing(piece, `What about the ${thing}? Say what to count, for example "errors by ${thing}".`);
  if (LISTED.has(thing) && pieces.some((one) => has(one, 'rank')))
    return refusing(piece, `The top ${thing}s by what? Say for example "top ${thing}s by memory".`);
  if (!alone)
    return refusing(piece, `I answer one thing at a time: ask about ${subject} alone, or say "by ${thing}".`);
  return meaning(piece, { is: 'subject', subject, weak: false });
}

/** "the kiosk fleet", "the payments service"; "code API-4F2A" is a subject. */
function qualifier(piece: Piece, thing: Thing, measured: boolean): Piece {
  return thing === 'code' && !measured
    ? meaning(piece, { is: 'subject', subject: 'code', weak: false })
    : meaning(piece, { is: 'filler' });
}

function asksWhich(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => isJoint(piece, 'which') || has(piece, 'rank') || has(piece, 'top'));
}

/** Errors by code are what "codes" is. */
function grouped(piece: Piece, thing: Thing, pieces: readonly Piece[]): Piece {
  const strong = strongSubjects(pieces);
  if (thing === 'code' && (strong[0] === 'errors' || strong.length === 0))
    return meaning(piece, { is: 'subject', subject: 'codes', weak: false });
  return meaning(piece, { is: 'group', group: thing });
}
