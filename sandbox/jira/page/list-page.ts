import type { IssueRecord } from '../records.ts';
import { keyOf } from '../state.ts';
import { PRIORITIES, PROJECT, STATUSES } from '../world.ts';
import { frame, statusBadge, when } from './frame.ts';
import { type Html, html } from './html.ts';

/** All issues, the newest first. */
export function listPage(issues: readonly IssueRecord[]): string {
  const newest = issues.toSorted((a, b) => b.number - a.number);
  return frame(
    PROJECT.name,
    html`
<p class="crumbs">${PROJECT.key}</p>
<h1>${PROJECT.name}</h1>
<div class="card">${newest.length > 0 ? table(newest) : html`<p class="soft">No issues yet.</p>`}</div>`,
  );
}

function table(issues: readonly IssueRecord[]): Html {
  return html`<div class="scroll"><table>
<tr><th>Key</th><th>Summary</th><th>Status</th><th>Priority</th><th>Updated</th></tr>
${issues.map(row)}
</table></div>`;
}

function row(issue: IssueRecord): Html {
  const status = STATUSES.find(({ id }) => id === issue.status);
  const priority = PRIORITIES.find(({ id }) => id === issue.fields.priority);
  return html`<tr>
<td><a href="/browse/${keyOf(issue)}">${keyOf(issue)}</a></td>
<td>${issue.fields.summary}</td>
<td>${status ? statusBadge(status) : ''}</td>
<td>${priority?.name ?? ''}</td>
<td>${when(issue.updated)}</td>
</tr>`;
}
