import type { CommentRecord, IssueRecord } from '../records.ts';
import { keyOf } from '../state.ts';
import { ISSUE_TYPES, PEOPLE, PRIORITIES, PROJECT, STATUSES, TRANSITIONS } from '../world.ts';
import { adfHtml } from './adf-html.ts';
import { frame, statusBadge, when } from './frame.ts';
import { type Html, html } from './html.ts';

/** The words on the button that leads to a status. */
const VERBS: Record<string, string> = { 'To Do': 'Reopen', 'In Progress': 'Start progress', Done: 'Done' };

/** The page of one issue. */
export function issuePage(issue: IssueRecord): string {
  const { summary, description } = issue.fields;
  const key = keyOf(issue);
  return frame(
    `${key} ${summary}`,
    html`
<p class="crumbs"><a href="/browse">${PROJECT.name}</a> / ${key}</p>
<h1>${summary}</h1>
<div class="issue">
  <div class="card text">
    ${buttons(issue)}
    <h2>Description</h2>
    ${description ? adfHtml(description) : html`<p class="soft">None.</p>`}
    <h2>Comments</h2>
    ${issue.comments.length > 0 ? issue.comments.map(comment) : html`<p class="soft">None yet.</p>`}
  </div>
  ${details(issue)}
</div>`,
  );
}

function buttons(issue: IssueRecord): Html {
  const others = TRANSITIONS.filter(({ to }) => to.id !== issue.status);
  return html`<form method="post" action="/browse/${keyOf(issue)}/transition">${others.map(
    ({ id, name }) =>
      html`<button name="id" value="${id}" class="${name === 'Done' ? 'main' : ''}">${VERBS[name] ?? name}</button>`,
  )}</form>`;
}

function comment({ author, at, body }: CommentRecord): Html {
  return html`<div class="comment"><strong>${nameOf(author)}</strong> <span class="soft">${when(at)}</span>${adfHtml(body)}</div>`;
}

function details(issue: IssueRecord): Html {
  const { issueType, priority, assignee, labels } = issue.fields;
  const status = STATUSES.find(({ id }) => id === issue.status);
  return html`<aside class="card"><dl>
    <dt>Status</dt><dd>${status ? statusBadge(status) : ''}</dd>
    <dt>Type</dt><dd>${ISSUE_TYPES.find(({ id }) => id === issueType)?.name ?? ''}</dd>
    <dt>Priority</dt><dd>${PRIORITIES.find(({ id }) => id === priority)?.name ?? ''}</dd>
    <dt>Assignee</dt><dd>${assignee ? nameOf(assignee) : 'Unassigned'}</dd>
    <dt>Reporter</dt><dd>${nameOf(issue.reporter)}</dd>
    <dt>Labels</dt><dd>${labels.map((label) => html`<span class="label">${label}</span> `)}</dd>
    <dt>Created</dt><dd>${when(issue.created)}</dd>
    <dt>Updated</dt><dd>${when(issue.updated)}</dd>
  </dl></aside>`;
}

function nameOf(accountId: string): string {
  return PEOPLE.find((person) => person.accountId === accountId)?.displayName ?? accountId;
}
