import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startJira } from '../../sandbox/jira/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { callJira, openWorld, temporaryFolder, type World } from './jira-setup.ts';

const FIELDS = { project: { key: 'OPS' }, issuetype: { name: 'Bug' }, summary: 'One' };
const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });

function create(world: World, changes: Record<string, unknown> = {}) {
  return world.call('POST', '/issue', { fields: { ...FIELDS, ...changes } });
}

function search(world: World, jql: string, more: Record<string, unknown> = {}) {
  return world.call('POST', '/search/jql', { jql, ...more });
}

test("issues and the token survive a restart, and the token is its owner's alone", async () => {
  const folder = await temporaryFolder();
  const options = { folder, clock: { now: () => Date.now() }, log: silentLog };
  const first = await startJira(options);
  await callJira(first, 'POST', '/issue', { fields: FIELDS });
  await first.stop();
  const second = await startJira(options);
  expect(second.apiToken).toBe(first.apiToken);
  expect(await callJira(second, 'GET', '/issue/OPS-1')).toMatchObject({ status: 200 });
  await second.stop();
  expect((await stat(join(folder, 'api-token'))).mode & 0o777).toBe(0o600);
});

test.each([
  { field: 'summary', value: '', message: 'You must specify a summary of the issue.' },
  { field: 'summary', value: 'x'.repeat(256), message: 'Summary must be less than 255 characters.' },
  { field: 'summary', value: 'a\nb', message: 'newline characters' },
  { field: 'project', value: { key: 'NOPE' }, message: 'Specify a valid project ID or key' },
  { field: 'issuetype', value: { name: 'Nope' }, message: 'Specify a valid issue type' },
  { field: 'priority', value: { name: 'Nope' }, message: 'The priority selected is invalid.' },
  { field: 'assignee', value: { accountId: 'nobody' }, message: 'does not exist' },
  { field: 'labels', value: ['a b'], message: 'contains spaces' },
  { field: 'description', value: 'plain', message: 'Atlassian Document' },
  { field: 'customfield_1', value: 1, message: "Field 'customfield_1' cannot be set." },
])('a create with a wrong $field is refused in words: $message', async ({ field, value, message }) => {
  const world = await openWorld();
  const { status, body } = await create(world, { [field]: value });
  expect(status).toBe(400);
  expect((body as { errors: Record<string, string> }).errors[field]).toContain(message);
});

test('a refused create uses up its number', async () => {
  const world = await openWorld();
  await create(world, { summary: '' });
  expect((await create(world)).body).toMatchObject({ key: 'OPS-2' });
});

test('a document that is no ADF, or holds too many characters, is refused', async () => {
  const world = await openWorld();
  const refused = async (description: unknown) => (await create(world, { description })).body;
  const cell = { type: 'tableCell', content: [paragraph('x')] };
  expect(await refused(doc(cell))).toMatchObject({ errorMessages: ['INVALID_INPUT'] });
  expect(await refused(doc(paragraph('')))).toMatchObject({ errorMessages: ['INVALID_INPUT'] });
  expect(await refused(doc(paragraph('x'.repeat(32_768))))).toMatchObject({
    errorMessages: ['CONTENT_LIMIT_EXCEEDED'],
  });
  expect(await create(world, { description: doc(paragraph('x'.repeat(32_767))) })).toMatchObject({
    status: 201,
  });
});

test('the search learns of an issue late, and of one named by id at once', async () => {
  const world = await openWorld();
  const { body } = await create(world);
  const { id } = body as { id: string };
  expect((await search(world, 'project = OPS')).body).toMatchObject({ issues: [] });
  const reconciled = await search(world, 'project = OPS', { reconcileIssues: [Number(id)] });
  expect(reconciled.body).toMatchObject({ issues: [{ id, key: 'OPS-1' }] });
  world.clock.turn(3_001);
  expect((await search(world, 'project = OPS')).body).toMatchObject({ issues: [{ key: 'OPS-1' }] });
});

test.each([
  { jql: 'project = OPS ORDER BY key ASC', keys: ['OPS-1', 'OPS-2', 'OPS-3'] },
  { jql: 'project = OPS ORDER BY priority ASC, key DESC', keys: ['OPS-2', 'OPS-3', 'OPS-1'] },
  { jql: 'labels = "sysmon-a" OR key in (OPS-3)', keys: ['OPS-3', 'OPS-2'] },
  { jql: 'project = OPS AND statusCategory != Done', keys: ['OPS-2', 'OPS-1'] },
  { jql: 'NOT (status = "To Do") AND labels is EMPTY', keys: ['OPS-3'] },
  { jql: 'project = OPS AND key > OPS-2', keys: ['OPS-3'] },
  { jql: "text ~ 'checkout'", keys: ['OPS-2'] },
])('JQL finds: $jql', async ({ jql, keys }) => {
  const world = await openWorld();
  await create(world);
  await create(world, { summary: 'Checkout is slow', labels: ['sysmon-a'], priority: { name: 'Highest' } });
  await create(world);
  await world.call('POST', '/issue/OPS-3/transitions', { transition: { id: '31' } });
  world.clock.turn(10_000);
  const { body } = await search(world, jql);
  expect((body as { issues: { key: string }[] }).issues.map(({ key }) => key)).toEqual(keys);
});

test.each([
  { jql: '', message: 'Unbounded JQL' },
  { jql: 'ORDER BY key', message: 'Unbounded JQL' },
  { jql: 'project = NOPE', message: "The value 'NOPE' does not exist for the field 'project'." },
  { jql: 'key in (OPS-99)', message: "An issue with key 'OPS-99' does not exist" },
  { jql: 'nonsense = 1', message: "Field 'nonsense' does not exist" },
  { jql: 'project = OPS AND', message: 'Error in the JQL Query' },
  { jql: 'project = "OPS', message: 'Error in the JQL Query' },
])('JQL is refused: $jql', async ({ jql, message }) => {
  const { status, body } = await search(await openWorld(), jql);
  expect(status).toBe(400);
  expect((body as { errorMessages: string[] }).errorMessages.join()).toContain(message);
});

test('a search is read page by page, and without fields gives keys alone', async () => {
  const world = await openWorld();
  for (let count = 0; count < 3; count++) await create(world);
  world.clock.turn(10_000);
  const { body: first } = await search(world, 'project = OPS', { maxResults: 2 });
  expect(first).toMatchObject({ isLast: false, issues: [{ key: 'OPS-3' }, { key: 'OPS-2' }] });
  const { nextPageToken, issues } = first as { nextPageToken: string; issues: object[] };
  expect(issues[0]).not.toHaveProperty('fields');
  const { body: second } = await search(world, 'project = OPS', { maxResults: 2, nextPageToken });
  expect(second).toMatchObject({ isLast: true, issues: [{ key: 'OPS-1' }] });
  expect(await search(world, 'key = OPS-1', { nextPageToken })).toMatchObject({ status: 400 });
});

test('the old search is gone, and nothing answers without the token', async () => {
  const world = await openWorld();
  expect(await world.call('GET', '/search?jql=project=OPS')).toMatchObject({ status: 410 });
  expect(await callJira({ ...world.jira, apiToken: '' }, 'GET', '/myself')).toMatchObject({ status: 401 });
});

test('the page of an issue shows hostile text as text, and its buttons move the issue', async () => {
  const world = await openWorld();
  const description = doc(paragraph('<img src=x onerror=alert(1)>'));
  await create(world, { summary: '<script>alert(1)</script>', description });
  const page = `${world.jira.url}/OPS-1`;
  const before = await (await fetch(page)).text();
  expect(before).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(before).toContain('&lt;img src=x');
  expect(before).not.toMatch(/<script|<img/);
  const press = (headers: Record<string, string>) =>
    fetch(`${page}/transition`, { method: 'POST', body: new URLSearchParams({ id: '31' }), headers });
  expect((await press({ origin: 'https://evil.example' })).status).toBe(400);
  expect(await (await press({ origin: world.jira.host })).text()).toContain('status done');
  expect(await (await fetch(world.jira.url)).text()).toContain('OPS-1');
});
