import type { CloudClient } from 'jira.js/cloud';
import { type Clock, type Instant, MINUTE } from '../core/time.ts';
import type { JiraSettings } from './settings.ts';
import type { Choice, Tickets } from './tickets.ts';

const KEPT_FOR = 5 * MINUTE;

type Choices = Awaited<ReturnType<Tickets['choices']>>;

/** What the modal offers, read once in five minutes. A failure is not kept. */
export function choicesOf(jira: CloudClient, settings: JiraSettings, clock: Clock): Tickets['choices'] {
  let kept: { at: Instant; choices: Choices } | undefined;
  return async () => {
    if (kept && clock.now() - kept.at < KEPT_FOR) return kept.choices;
    const choices = await readChoices(jira, settings);
    kept = { at: clock.now(), choices };
    return choices;
  };
}

async function readChoices(jira: CloudClient, { project }: JiraSettings): Promise<Choices> {
  const [projects, types, priorities] = await Promise.all([
    jira.projects.searchProjects({ action: 'create', maxResults: 100, orderBy: 'name' }),
    jira.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: project, maxResults: 200 }),
    jira.issuePriorities.searchPriorities({ maxResults: '100' }),
  ]);
  const standing = (types.issueTypes ?? types.createMetaIssueType ?? []).filter(({ subtask }) => !subtask);
  return {
    projects: ownFirst(
      projects.values.flatMap(({ key, name }) => choice(key, name)),
      project,
    ),
    issueTypes: standing.flatMap(({ id, name }) => choice(id, name)),
    priorities: priorities.values.flatMap(({ id, name }) => choice(id, name)),
  };
}

function choice(id: string | undefined, name: string | undefined): Choice[] {
  return id && name ? [{ id, name }] : [];
}

function ownFirst(projects: Choice[], own: string): Choice[] {
  return projects.toSorted((a, b) => Number(b.id === own) - Number(a.id === own));
}

/** People who may be assigned in the project, at most 20. */
export function peopleOf(jira: CloudClient, { project }: JiraSettings): Tickets['people'] {
  return async (query) => {
    const people = await jira.userSearch.findAssignableUsers({ project, query, maxResults: 20 });
    const working = people.filter(({ active, accountType }) => active !== false && accountType !== 'app');
    return working.flatMap(({ accountId, displayName }) => choice(accountId, displayName));
  };
}
