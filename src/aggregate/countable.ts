import { SourceState } from '../core/source-state.ts';
import { HOUR, type Instant, MINUTE } from '../core/time.ts';
import type { Document, DocumentStore } from '../store/document-store.ts';
import { findChanged } from './changed.ts';
import { minuteOf } from './marks.ts';

const LONGEST_WAIT = MINUTE;
/** More than there are minutes in a month. */
const MOST = 50_000;

/** People and rules look at these minutes: they are counted at once, whatever else may come. */
export function isNew(at: Instant, now: Instant): boolean {
  return at >= now - HOUR;
}

/**
 * The marks of minutes that are worth counting now. An older minute waits until every source was read past it, as each of them would have it
 * counted again when two weeks are read at a first start; but never longer than a minute after its last change.
 */
export async function findCountable(documents: DocumentStore, now: Instant): Promise<Document[]> {
  const marks = await findChanged(documents, MOST);
  if (marks.every((mark) => isNew(minuteOf(mark), now))) return marks;
  const readUpTo = await allReadUpTo(documents);
  const isPassed = (at: Instant) => at + MINUTE <= readUpTo;
  const hasWaited = ({ updatedAt }: Document) => updatedAt <= now - LONGEST_WAIT;
  return marks.filter((mark) => {
    const at = minuteOf(mark);
    return isNew(at, now) || isPassed(at) || hasWaited(mark);
  });
}

/** Whether all before `at` is told by the series: every source was read past it, and no minute before it waits to be counted. */
export async function isToldUpTo(documents: DocumentStore, at: Instant): Promise<boolean> {
  const readUpTo = await allReadUpTo(documents);
  if (readUpTo < at || readUpTo === Number.POSITIVE_INFINITY) return false;
  const marks = await findChanged(documents, MOST);
  return marks.every((mark) => minuteOf(mark) >= at);
}

/** Endless where nothing is read; the beginning of time while a source was not read at all. */
async function allReadUpTo(documents: DocumentStore): Promise<Instant> {
  const found = await documents.find('source', { where: { item: [true] } });
  const states = found.flatMap(({ data }) => SourceState.safeParse(data).data ?? []);
  const reading = states.filter(({ goneAt, fault }) => goneAt === undefined && fault === undefined);
  return Math.min(...reading.map(({ readUpTo }) => readUpTo ?? Number.NEGATIVE_INFINITY));
}
