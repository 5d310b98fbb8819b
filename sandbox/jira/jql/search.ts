import { refused } from '../jira-error.ts';
import type { IssueRecord } from '../records.ts';
import type { State } from '../state.ts';
import { JQL_FIELDS, type JqlField } from './fields.ts';
import { type Clause, parseJql } from './parse.ts';

/** Issues that match, in order; throws Jira's 400 where the query is wrong or names what does not exist. */
export function searchIssues(state: State, jql: string, reconcile: readonly string[]): IssueRecord[] {
  const { where, order } = parseJql(jql);
  if (!where) {
    throw refused(
      'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
    );
  }
  const matches = condition(where, state);
  const found = state.indexed(reconcile).filter(matches);
  const keys = order.length > 0 ? order : [{ field: 'key', descending: true }];
  const ranks = keys.map(({ field, descending }) => ({ rank: rankOf(field), sign: descending ? -1 : 1 }));
  return found.toSorted((a, b) => {
    for (const { rank, sign } of ranks) {
      const difference = rank(a) - rank(b);
      if (difference !== 0) return difference * sign;
    }
    return b.number - a.number;
  });
}

type Condition = (issue: IssueRecord) => boolean;

function condition(clause: Clause, state: State): Condition {
  if (clause.type === 'not') {
    const inner = condition(clause.clause, state);
    return (issue) => !inner(issue);
  }
  if (clause.type === 'test') return test(clause, state);
  const parts = clause.clauses.map((part) => condition(part, state));
  if (clause.type === 'and') return (issue) => parts.every((part) => part(issue));
  return (issue) => parts.some((part) => part(issue));
}

function test(clause: Extract<Clause, { type: 'test' }>, state: State): Condition {
  const field = fieldOf(clause.field);
  for (const value of clause.values) {
    if (!field.knows(value, state)) throw refused(unknownValue(clause.field, value));
  }
  const values = clause.values.map((value) => value.toLowerCase());
  const equals: Condition = (issue) => field.of(issue).some((own) => values.includes(own));
  const contains: Condition = (issue) =>
    field.of(issue).some((own) => values.some((value) => own.includes(value)));
  const isEmpty: Condition = (issue) => field.of(issue).length === 0;
  switch (clause.operator) {
    case '=':
    case 'in':
      return equals;
    case '!=':
    case 'not in':
      return (issue) => !isEmpty(issue) && !equals(issue);
    case '~':
      return contains;
    case '!~':
      return (issue) => !contains(issue);
    case 'is empty':
      return isEmpty;
    case 'is not empty':
      return (issue) => !isEmpty(issue);
    default:
      return comparison(clause.field, field, clause.operator, clause.values[0] ?? '');
  }
}

function comparison(
  name: string,
  field: JqlField,
  operator: '<' | '<=' | '>' | '>=',
  value: string,
): Condition {
  const { rank, rankOf: onScale } = field;
  const limit = onScale?.(value);
  if (!rank || limit === undefined) {
    throw refused(`The operator '${operator}' is not supported by the '${name}' field.`);
  }
  const compare = {
    '<': (own: number) => own < limit,
    '<=': (own: number) => own <= limit,
    '>': (own: number) => own > limit,
    '>=': (own: number) => own >= limit,
  }[operator];
  return (issue) => compare(rank(issue));
}

function fieldOf(name: string): JqlField {
  const field = JQL_FIELDS[name.toLowerCase()];
  if (field) return field;
  throw refused(`Field '${name}' does not exist or you do not have permission to view it.`);
}

function rankOf(name: string): (issue: IssueRecord) => number {
  const { rank } = fieldOf(name);
  if (rank) return rank;
  throw refused(`Field '${name}' does not support sorting.`);
}

function unknownValue(field: string, value: string): string {
  if (fieldOf(field) === JQL_FIELDS.key) {
    return `An issue with key '${value}' does not exist for field '${field}'.`;
  }
  return `The value '${value}' does not exist for the field '${field}'.`;
}

/** The place of a page in its search: good for the same query alone. */
export function pageToken(jql: string, offset: number): string {
  return Buffer.from(JSON.stringify([jql, offset])).toString('base64url');
}

export function offsetOf(jql: string, token: string | undefined): number {
  if (token === undefined) return 0;
  try {
    const [query, offset] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (query === jql && Number.isInteger(offset)) return offset;
  } catch {}
  throw refused('The provided next page token is invalid or expired.');
}
