import type { Clock } from '../../src/core/time.ts';
import { openJournal } from '../journal.ts';
import { applied, type Entry, type IssueRecord } from './records.ts';
import { PROJECT, TO_DO } from './world.ts';

/** The database and the search index, which lags behind it. */
export interface State {
  /** The issue with this id or key, as it is now. */
  issue(idOrKey: string): IssueRecord | undefined;
  all(): IssueRecord[];
  /** What the index knows: issues as they were `lag` ago, those of `reconcile` as they are. */
  indexed(reconcile: readonly string[]): IssueRecord[];
  /** The number that the next create uses up, whether it succeeds or not. */
  nextNumber(): number;
  record(entry: Entry): Promise<void>;
}

const FIRST_ID = 10_000;

export function keyOf({ number }: Pick<IssueRecord, 'number'>): string {
  return `${PROJECT.key}-${number}`;
}

export async function openState(file: string, clock: Clock, lag: number): Promise<State> {
  const journal = await openJournal<Entry>(file);
  const issues = new Map<string, IssueRecord>();
  const before = new Map<string, { until: number; issue: IssueRecord | undefined }[]>();
  let highest = 0;

  function take(entry: Entry): void {
    if (entry.type === 'create' || entry.type === 'waste') highest = Math.max(highest, entry.number);
    if (entry.type === 'waste') return;
    const id = entry.type === 'create' ? String(FIRST_ID + entry.number) : entry.id;
    const issue = issues.get(id);
    remember(id, issue, entry.at);
    if (entry.type === 'delete') issues.delete(id);
    else if (entry.type === 'create') issues.set(id, created(id, entry));
    else if (issue) issues.set(id, applied(issue, entry));
  }

  function remember(id: string, issue: IssueRecord | undefined, at: number): void {
    const recent = (before.get(id) ?? []).filter(({ until }) => until > at - lag);
    before.set(id, [...recent, { until: at, issue }]);
  }

  /** The oldest state that had not ended `lag` ago; the present one if none. */
  function asIndexed(issue: IssueRecord, seenAt: number): IssueRecord | undefined {
    const old = before.get(issue.id)?.find(({ until }) => until > seenAt);
    return old ? old.issue : issue;
  }

  for (const entry of journal.entries) take(entry);
  return {
    issue: (idOrKey) =>
      issues.get(idOrKey) ?? issues.values().find((issue) => keyOf(issue) === idOrKey.toUpperCase()),
    all: () => [...issues.values()],
    indexed: (reconcile) => {
      const seenAt = clock.now() - lag;
      return [...issues.values()].flatMap((issue) =>
        reconcile.includes(issue.id) ? issue : (asIndexed(issue, seenAt) ?? []),
      );
    },
    nextNumber: () => ++highest,
    record: async (entry) => {
      take(entry);
      await journal.append(entry);
    },
  };
}

function created(
  id: string,
  { number, fields, reporter, at }: Extract<Entry, { type: 'create' }>,
): IssueRecord {
  return {
    id,
    number,
    fields,
    reporter,
    status: TO_DO.id,
    created: at,
    updated: at,
    comments: [],
    properties: {},
    links: [],
  };
}
