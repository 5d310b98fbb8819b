import type { CloudClient } from 'jira.js/cloud';
import { z } from 'zod';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import { STATUS_CATEGORIES } from '../core/ticket.ts';
import type { AdfDocument } from './adf.ts';

/** What we read of an issue. */
export const Issue = z.object({
  id: z.string(),
  key: z.string(),
  fields: z.object({
    labels: z.array(z.string()).default([]),
    status: z
      .object({
        name: z.string(),
        statusCategory: z.object({ key: z.enum(STATUS_CATEGORIES).catch('indeterminate') }),
      })
      .optional(),
  }),
});
export type Issue = z.infer<typeof Issue>;

interface SearchOptions {
  /** At most this many issues, 1 to 100. */
  limit: number;
  /** Ids, at most 50, whose newest state the answer must show though the index lags. */
  reconcile?: readonly string[];
}

/** The calls about issues. Each throws an `UpstreamError` or a `RejectedError` with Jira's own words. */
export interface Issues {
  create(fields: Record<string, unknown>): Promise<{ id: string; key: string }>;
  /** Straight from Jira's database; undefined if there is none with that key, or none that we may see. */
  read(key: string): Promise<Issue | undefined>;
  /** From Jira's index, which lags by seconds to minutes. */
  search(jql: string, options: SearchOptions): Promise<Issue[]>;
  comment(key: string, body: AdfDocument): Promise<void>;
  /** The bodies of the newest 100 comments as JSON text, straight from the database. */
  comments(key: string): Promise<string[]>;
}

const FIELDS = ['labels', 'status'];

export function issuesOf(jira: CloudClient): Issues {
  return {
    create: async (fields) => {
      const { id, key } = await jira.issues.createIssue({ fields });
      return { id, key };
    },
    read: async (key) => {
      try {
        return parse(await jira.issues.getIssue({ issueIdOrKey: key, fields: FIELDS }));
      } catch (error) {
        if (error instanceof RejectedError && error.code === 'JIRA_404') return undefined;
        throw error;
      }
    },
    search: async (jql, { limit, reconcile = [] }) => {
      const { issues = [] } = await jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({
        jql,
        fields: FIELDS,
        maxResults: limit,
        ...(reconcile.length > 0 && { reconcileIssues: reconcile.map(Number) }),
      });
      return issues.map(parse);
    },
    comment: async (key, body) => {
      await jira.issueComments.addComment({ issueIdOrKey: key, body });
    },
    comments: async (key) => {
      const { comments = [] } = await jira.issueComments.getComments({
        issueIdOrKey: key,
        orderBy: '-created',
        maxResults: 100,
      });
      return comments.map(({ body }) => JSON.stringify(body ?? ''));
    },
  };
}

function parse(issue: unknown): Issue {
  const parsed = Issue.safeParse(issue);
  if (parsed.success) return parsed.data;
  throw new UpstreamError('JIRA_REPLY', "Jira's reply makes no sense: not an issue", { cause: parsed.error });
}

/** A text as a JQL string. */
export function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
