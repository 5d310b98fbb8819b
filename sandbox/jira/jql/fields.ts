import type { IssueRecord } from '../records.ts';
import { keyOf, type State } from '../state.ts';
import { wordsOf } from '../views.ts';
import { ISSUE_TYPES, type Named, PEOPLE, PRIORITIES, PROJECT, STATUSES } from '../world.ts';

export interface JqlField {
  /** The values an issue has, any of which may match, in lower case. */
  of(issue: IssueRecord): string[];
  /** What to sort by and compare with. */
  rank?(issue: IssueRecord): number;
  /** A value of a query as a number on the scale of `rank`. */
  rankOf?(value: string): number | undefined;
  /** False refuses the query, as Jira does for a value that does not exist. */
  knows(value: string, state: State): boolean;
}

const CATEGORIES = STATUSES.map(({ category }) => category);
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const idAndName = ({ id, name }: Named) => [id, name.toLowerCase()];

function choice(all: readonly Named[], idOf: (issue: IssueRecord) => string): JqlField {
  return {
    of: (issue) => all.filter(({ id }) => id === idOf(issue)).flatMap(idAndName),
    rank: (issue) => Number(idOf(issue)),
    knows: (value) => all.some(({ id, name }) => id === value || same(name, value)),
  };
}

function account(idOf: (issue: IssueRecord) => string | null): JqlField {
  return {
    of: (issue) => PEOPLE.filter(({ accountId }) => accountId === idOf(issue)).map((one) => one.accountId),
    knows: (value) => PEOPLE.some(({ accountId }) => accountId === value),
  };
}

function moment(at: (issue: IssueRecord) => number): JqlField {
  const rankOf = (value: string) => {
    const parsed = Date.parse(`${value.replace(' ', 'T').replaceAll('/', '-')}Z`);
    return Number.isNaN(parsed) ? undefined : parsed;
  };
  return { of: () => [], rank: at, rankOf, knows: (value) => rankOf(value) !== undefined };
}

const KEY: JqlField = {
  of: (issue) => [issue.id, keyOf(issue).toLowerCase()],
  rank: (issue) => issue.number,
  rankOf: (value) => Number(value.split('-').at(-1)),
  knows: (value, state) => state.issue(value) !== undefined,
};

const TEXT: JqlField = { of: (issue) => [wordsOf(issue).toLowerCase()], knows: () => true };

export const JQL_FIELDS: Record<string, JqlField> = {
  key: KEY,
  id: KEY,
  issue: KEY,
  issuekey: KEY,
  project: {
    of: () => Object.values(PROJECT).map((value) => value.toLowerCase()),
    rank: () => 0,
    knows: (value) => Object.values(PROJECT).some((one) => same(one, value)),
  },
  labels: { of: ({ fields }) => fields.labels.map((label) => label.toLowerCase()), knows: () => true },
  status: choice(STATUSES, ({ status }) => status),
  statuscategory: {
    of: ({ status }) =>
      STATUSES.filter(({ id }) => id === status).flatMap(({ category }) => [
        String(category.id),
        category.key,
        category.name.toLowerCase(),
      ]),
    knows: (value) =>
      CATEGORIES.some(({ id, key, name }) => [String(id), key, name].some((one) => same(one, value))),
  },
  issuetype: choice(ISSUE_TYPES, ({ fields }) => fields.issueType),
  type: choice(ISSUE_TYPES, ({ fields }) => fields.issueType),
  priority: choice(PRIORITIES, ({ fields }) => fields.priority),
  assignee: account(({ fields }) => fields.assignee),
  reporter: account(({ reporter }) => reporter),
  created: moment(({ created }) => created),
  updated: moment(({ updated }) => updated),
  summary: { of: ({ fields }) => [fields.summary.toLowerCase()], knows: () => true },
  text: TEXT,
};
