import { z } from 'zod';
import { RejectedError } from '../core/errors.ts';
import { connectJira } from './client.ts';
import type { JiraSettings } from './settings.ts';

const NEEDED = ['BROWSE_PROJECTS', 'CREATE_ISSUES', 'ADD_COMMENTS', 'ASSIGN_ISSUES'] as const;
const Granted = z.record(z.string(), z.object({ name: z.string().optional(), havePermission: z.boolean() }));

/** What the doctor learned: who we are to Jira. */
export interface JiraCheck {
  account: string;
  project: string;
}

/** Signs in, reads the project, and sees that we may do there what we do. Throws the error that says what to mend. */
export async function checkJira(settings: JiraSettings): Promise<JiraCheck> {
  const jira = connectJira(settings);
  const me = await jira.myself.getCurrentUser();
  const project = await jira.projects.getProject({ projectIdOrKey: settings.project });
  const { permissions } = await jira.permissions.getMyPermissions({
    projectKey: settings.project,
    permissions: NEEDED.join(','),
  });
  const granted = Granted.parse(permissions ?? {});
  const missing = NEEDED.filter((key) => !granted[key]?.havePermission);
  const account = me.displayName ?? settings.email;
  if (missing.length === 0) return { account, project: `${settings.project} ${project.name ?? ''}`.trim() };
  throw new RejectedError(
    'JIRA_PERMISSIONS',
    `${account} lacks permissions in ${settings.project}: ${missing.join(', ')}`,
    "Grant them in the project's settings, People or Permissions.",
  );
}
