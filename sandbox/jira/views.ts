import { textOf } from './adf-schema.ts';
import type { CommentRecord, IssueRecord } from './records.ts';
import { keyOf } from './state.ts';
import {
  DONE,
  ISSUE_TYPES,
  type JiraPerson,
  PEOPLE,
  PRIORITIES,
  PROJECT,
  STATUSES,
  type Status,
} from './world.ts';

/** Things as Jira's replies show them. */
export interface Views {
  person(person: JiraPerson): object;
  project(): object;
  issueType(id: string): object;
  priority(id: string): object;
  status(status: Status): object;
  comment(issue: IssueRecord, comment: CommentRecord): object;
  /** `wanted`: names of fields, `*all` or `*navigable`; none of them leaves only id and key. */
  issue(issue: IssueRecord, wanted: readonly string[]): object;
}

/** Jira's form of a moment: `2026-11-24T16:02:11.123+0000`. */
function instant(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}

export function viewsOf(url: () => string): Views {
  const self = (path: string) => `${url()}/rest/api/3/${path}`;
  const named = <T extends { id: string }>(all: readonly T[], id: string) => all.find((one) => one.id === id);

  const views: Views = {
    person: (one) => ({
      self: self(`user?accountId=${encodeURIComponent(one.accountId)}`),
      accountType: 'atlassian',
      active: true,
      ...one,
    }),
    project: () => ({
      self: self(`project/${PROJECT.id}`),
      ...PROJECT,
      projectTypeKey: 'software',
      simplified: false,
    }),
    issueType: (id) => ({
      self: self(`issuetype/${id}`),
      ...named(ISSUE_TYPES, id),
      hierarchyLevel: named(ISSUE_TYPES, id)?.subtask ? -1 : 0,
    }),
    priority: (id) => ({ self: self(`priority/${id}`), ...named(PRIORITIES, id) }),
    status: ({ id, name, description, category }) => ({
      self: self(`status/${id}`),
      id,
      name,
      description,
      statusCategory: { self: self(`statuscategory/${category.id}`), ...category },
    }),
    comment: (issue, { id, author, body, at }) => ({
      self: self(`issue/${issue.id}/comment/${id}`),
      id,
      author: personOf(views, author),
      updateAuthor: personOf(views, author),
      body,
      created: instant(at),
      updated: instant(at),
      jsdPublic: true,
    }),
    issue: (issue, wanted) => {
      const fields = fieldsOf(views, issue);
      const names = Object.keys(fields).filter((name) => isWanted(name, wanted));
      return {
        id: issue.id,
        key: keyOf(issue),
        self: self(`issue/${issue.id}`),
        ...(wanted.length > 0 && { fields: Object.fromEntries(names.map((name) => [name, fields[name]])) }),
      };
    },
  };
  return views;
}

function isWanted(name: string, wanted: readonly string[]): boolean {
  if (wanted.includes(`-${name}`)) return false;
  return wanted.includes('*all') || wanted.includes('*navigable') || wanted.includes(name);
}

function personOf(views: Views, accountId: string | null): object | null {
  const found = PEOPLE.find((one) => one.accountId === accountId);
  return found ? views.person(found) : null;
}

function fieldsOf(views: Views, issue: IssueRecord): Record<string, unknown> {
  const { fields, status, comments } = issue;
  const state = STATUSES.find(({ id }) => id === status);
  return {
    summary: fields.summary,
    description: fields.description,
    project: views.project(),
    issuetype: views.issueType(fields.issueType),
    priority: views.priority(fields.priority),
    status: state && views.status(state),
    labels: fields.labels,
    assignee: personOf(views, fields.assignee),
    reporter: personOf(views, issue.reporter),
    creator: personOf(views, issue.reporter),
    created: instant(issue.created),
    updated: instant(issue.updated),
    resolution: status === DONE.id ? { id: '10000', name: 'Done' } : null,
    resolutiondate: status === DONE.id ? instant(issue.updated) : null,
    comment: {
      comments: comments.map((comment) => views.comment(issue, comment)),
      maxResults: comments.length,
      total: comments.length,
      startAt: 0,
    },
  };
}

/** The words of an issue, for `text ~`. */
export function wordsOf({ fields, comments }: IssueRecord): string {
  const bodies = comments.map(({ body }) => textOf(body));
  return [fields.summary, fields.description ? textOf(fields.description) : '', ...bodies].join('\n');
}
