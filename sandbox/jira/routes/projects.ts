import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { missing, refused } from '../jira-error.ts';
import type { Site } from '../site.ts';
import { ISSUE_TYPES, PERMISSIONS, PRIORITIES, PROJECT, STATUSES, WITHHELD } from '../world.ts';
import { pageOf, pageWith } from './paging.ts';

const Path = z.object({ project: z.string(), type: z.string().default('') });
const Search = z.object({ query: z.string().default(''), keys: z.string().optional() });
const Asked = z.object({ permissions: z.string(), projectKey: z.string().optional() });

/** What people may choose from: projects, issue types, priorities, statuses; and what the account may do. */
export function projectRoutes(app: FastifyInstance, { views, url }: Site): void {
  const types = () => ISSUE_TYPES.map(({ id }) => views.issueType(id));
  const priorities = () => PRIORITIES.map(({ id }) => views.priority(id));

  function project(idOrKey: string): object {
    if (idOrKey.toUpperCase() === PROJECT.key || idOrKey === PROJECT.id) return views.project();
    throw missing(`No project could be found with key '${idOrKey}'.`);
  }

  app.get('/project/search', async (request) => {
    const { query, keys } = Search.parse(request.query);
    const isMeant = (keys ?? PROJECT.key).split(',').includes(PROJECT.key);
    const isFound = `${PROJECT.key} ${PROJECT.name}`.toLowerCase().includes(query.toLowerCase());
    return pageOf(isMeant && isFound ? [views.project()] : [], request.query);
  });
  app.get('/project/:project', async (request) => ({
    ...project(Path.parse(request.params).project),
    issueTypes: types(),
  }));

  app.get('/issue/createmeta/:project/issuetypes', async (request) => {
    project(Path.parse(request.params).project);
    return pageWith('issueTypes', types(), request.query);
  });
  app.get('/issue/createmeta/:project/issuetypes/:type', async (request) => {
    const path = Path.parse(request.params);
    project(path.project);
    if (!ISSUE_TYPES.some(({ id }) => id === path.type)) throw refused('The issue type is not found.');
    return pageWith(
      'fields',
      FIELDS.map((field) => createField(field, priorities())),
      request.query,
    );
  });

  app.get('/issuetype', async () => types());
  app.get('/priority', async () => priorities());
  app.get('/priority/search', async (request) => pageOf(priorities(), request.query));
  app.get('/status', async () => STATUSES.map((status) => views.status(status)));

  app.get('/mypermissions', async (request) => {
    const asked = Asked.safeParse(request.query);
    if (!asked.success) throw refused("The 'permissions' query parameter is required.");
    if (asked.data.projectKey) project(asked.data.projectKey);
    return { permissions: Object.fromEntries(asked.data.permissions.split(',').map(permission)) };
  });

  app.get('/serverInfo', async () => ({
    baseUrl: url(),
    version: '1001.0.0-SANDBOX',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_000,
    serverTitle: 'sysmon sandbox Jira',
  }));
}

function permission(key: string): [string, object] {
  const number = PERMISSIONS.indexOf(key);
  if (number < 0) throw refused(`Unrecognized permission: ${key}`);
  const name = key.toLowerCase().replaceAll('_', ' ');
  const type = key === 'ADMINISTER' ? 'GLOBAL' : 'PROJECT';
  const havePermission = !WITHHELD.includes(key);
  return [key, { id: String(number), key, name, type, description: '', havePermission }];
}

const FIELDS = [
  { key: 'summary', name: 'Summary', required: true, type: 'string' },
  { key: 'issuetype', name: 'Issue Type', required: true, type: 'issuetype' },
  { key: 'project', name: 'Project', required: true, type: 'project' },
  { key: 'description', name: 'Description', required: false, type: 'string' },
  { key: 'priority', name: 'Priority', required: false, type: 'priority' },
  { key: 'assignee', name: 'Assignee', required: false, type: 'user' },
  { key: 'labels', name: 'Labels', required: false, type: 'array' },
] as const;

function createField({ key, name, required, type }: (typeof FIELDS)[number], priorities: object[]): object {
  return {
    fieldId: key,
    key,
    name,
    required,
    hasDefaultValue: key === 'priority',
    operations: type === 'array' ? ['add', 'remove', 'set'] : ['set'],
    schema: { type, system: key, ...(type === 'array' && { items: 'string' }) },
    ...(key === 'priority' && { allowedValues: priorities }),
  };
}
