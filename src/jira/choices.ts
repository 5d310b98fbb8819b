import type { CloudClient } from 'jira.js/cloud';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import { type Clock, type Instant, MINUTE, SECOND } from '../core/time.ts';
import { within } from '../core/within.ts';
import type { JiraSettings } from './settings.ts';
import type { Choice, Tickets } from './tickets.ts';

const KEPT_FOR = 5 * MINUTE;
/** For newer choices, where there are older ones. */
const PATIENCE = SECOND;

type Choices = Awaited<ReturnType<Tickets['choices']>>;

/** What the modal offers, read once in five minutes; while Jira can't be reached, what it offered last. A failure is not kept. */
export function choicesOf(jira: CloudClient, settings: JiraSettings, clock: Clock): Tickets['choices'] {
  let kept: { at: Instant; choices: Choices } | undefined;

  async function read(): Promise<Choices> {
    const choices = await readChoices(jira, settings);
    kept = { at: clock.now(), choices };
    return choices;
  }

  return async () => {
    if (!kept) return read();
    const { at, choices } = kept;
    if (clock.now() - at < KEPT_FOR) return choices;
    return within(PATIENCE, read(), () => new UpstreamError('JIRA_SILENT', 'Jira does not answer')).catch(
      (error) => {
        if (error instanceof RejectedError) throw error;
        return choices;
      },
    );
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
