import type { Clock } from '../../src/core/time.ts';
import { noIssue } from './jira-error.ts';
import type { IssueRecord } from './records.ts';
import type { State } from './state.ts';
import type { Views } from './views.ts';

/** What the routes share. */
export interface Site {
  state: State;
  views: Views;
  clock: Clock;
  /** The site's address, without a slash at the end. */
  url(): string;
}

/** The issue, or Jira's 404. */
export function issueOr404({ state }: Site, idOrKey: string): IssueRecord {
  const issue = state.issue(idOrKey);
  if (!issue) throw noIssue();
  return issue;
}
