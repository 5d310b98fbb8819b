import { ACTIONS } from '../../src/slack/actions.ts';
import { options } from '../handler.ts';

/** People of Jira by the start of their name, while somebody types it. */
export const assignee = options(ACTIONS.assignee, { role: 'viewer' }, async ({ query }, { tickets }) =>
  tickets ? tickets.people(query) : [],
);
