import type { AdfDocument } from './adf-schema.ts';

export interface CommentRecord {
  id: string;
  author: string;
  body: AdfDocument;
  at: number;
  properties: { key?: string; value?: unknown }[];
}

/** Fields that a request may set; values are ids. */
export interface FieldsRecord {
  summary: string;
  description: AdfDocument | null;
  issueType: string;
  priority: string;
  assignee: string | null;
  labels: string[];
}

export interface IssueRecord {
  id: string;
  number: number;
  fields: FieldsRecord;
  reporter: string;
  status: string;
  created: number;
  updated: number;
  comments: CommentRecord[];
  properties: Record<string, unknown>;
  links: { id: number; globalId?: string; object: { url?: string; title?: string } }[];
}

/** Everything that ever changes here; the journal holds these. */
export type Entry =
  | { type: 'create'; at: number; number: number; fields: FieldsRecord; reporter: string }
  /** A refused create: its number is used up, as in Jira. */
  | { type: 'waste'; at: number; number: number }
  | { type: 'edit'; at: number; id: string; fields: Partial<FieldsRecord> }
  | { type: 'transition'; at: number; id: string; status: string }
  | { type: 'comment'; at: number; id: string; comment: CommentRecord }
  | { type: 'property'; at: number; id: string; key: string; value: unknown }
  | { type: 'link'; at: number; id: string; link: IssueRecord['links'][number] }
  | { type: 'delete'; at: number; id: string };

/** The issue after an entry. */
export function applied(issue: IssueRecord, entry: Entry): IssueRecord {
  const next = { ...issue, updated: entry.at };
  switch (entry.type) {
    case 'edit':
      return { ...next, fields: { ...issue.fields, ...entry.fields } };
    case 'transition':
      return { ...next, status: entry.status };
    case 'comment':
      return { ...next, comments: [...issue.comments, entry.comment] };
    case 'property':
      return { ...next, properties: { ...issue.properties, [entry.key]: entry.value } };
    case 'link':
      return { ...next, links: [...issue.links.filter((link) => !isSame(link, entry.link)), entry.link] };
    default:
      return issue;
  }
}

function isSame(a: IssueRecord['links'][number], b: IssueRecord['links'][number]): boolean {
  return a.globalId !== undefined && a.globalId === b.globalId;
}
