import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import { checkJira } from '../../src/jira/check.ts';
import { connectJira } from '../../src/jira/client.ts';
import { type Prism, startPrism } from './jira-prism.ts';
import { callJira, draft, firingAlert, MAYA, openWorld, type World } from './jira-setup.ts';

const OPENAPI =
  process.env.JIRA_OPENAPI ??
  fileURLToPath(new URL('../../../shared/data/jira-openapi.json', import.meta.url));

/** Between our client and the sandbox stands Prism: it answers an error where a request or a reply breaks Jira's own description. */
let prism: Prism;
let upstream = '';

beforeAll(async () => {
  if (!existsSync(OPENAPI))
    throw new Error(`Jira's OpenAPI description is not at ${OPENAPI}: set JIRA_OPENAPI to its path.`);
  upstream = `http://127.0.0.1:${await freePort()}`;
  prism = await startPrism(OPENAPI, upstream);
});
afterAll(() => prism?.stop());

function openBehindPrism(): Promise<World> {
  return openWorld({ port: Number(new URL(upstream).port) });
}

const proxied = () => ({ host: prism.url, timeout: 10_000 });

test('Prism refuses what Jira would not take, so that its silence proves something', async () => {
  const { jira } = await openBehindPrism();
  const answer = await callJira({ ...jira, ...proxied() }, 'POST', '/search/jql', { jql: 5, nonsense: true });
  expect(answer.status).toBe(422);
});

test('a ticket from wish to done, with comments, choices and people, agrees with the description of Jira', async () => {
  const world = await openBehindPrism();
  const alertId = await firingAlert(world);
  const tickets = world.worker(proxied());
  const { issueTypes, priorities } = await tickets.choices();
  const [assignee] = await tickets.people('priya');
  await tickets.request(
    draft({
      id: alertId,
      alertId,
      issueType: issueTypes[1]?.id ?? '',
      priority: priorities[0]?.id,
      assignee: assignee?.id,
    }),
    MAYA,
  );
  await tickets.deliver(alertId);
  await tickets.comment(alertId, 'reply-1', 'Rolled back.');
  await tickets.deliver(alertId);
  await world.call('POST', '/issue/OPS-1/transitions', { transition: { id: '31' } });
  await tickets.sync();
  expect((await tickets.get(alertId))?.data).toMatchObject({ state: 'done', status: 'Done' });
  expect(await world.comments('OPS-1')).toHaveLength(1);
});

test('the look after a doubt, the look for a comment and the doctor agree too', async () => {
  const world = await openBehindPrism();
  const { id } = draft();
  const tickets = world.worker(proxied());
  await tickets.request(draft(), MAYA);
  world.jira.fail({
    call: 'POST /rest/api/3/issue',
    trouble: { type: 'status', status: 503 },
    when: 'after',
  });
  await expect(tickets.deliver(id)).rejects.toThrow();
  await tickets.deliver(id);
  await tickets.comment(id, 'reply-1', 'Rolled back.');
  world.jira.fail({
    call: 'POST /rest/api/3/issue/OPS-1/comment',
    trouble: { type: 'status', status: 503 },
    when: 'after',
  });
  await expect(tickets.deliver(id)).rejects.toThrow();
  world.clock.turn(60_000);
  await tickets.deliver(id);
  expect(await world.issues()).toHaveLength(1);
  expect(await world.comments('OPS-1')).toHaveLength(1);
  expect(await checkJira({ ...world.jira, ...proxied() })).toMatchObject({ account: 'sysmon' });
});

test('refusals have the shape of Jira too', async () => {
  const { jira } = await openBehindPrism();
  const client = connectJira({ ...jira, ...proxied() });
  const stranger = connectJira({ ...jira, ...proxied(), apiToken: 'revoked' });
  await expect(client.issues.createIssue({ fields: {} })).rejects.toMatchObject({ code: 'JIRA_400' });
  await expect(client.issues.getIssue({ issueIdOrKey: 'OPS-99' })).rejects.toMatchObject({
    code: 'JIRA_404',
  });
  await expect(stranger.myself.getCurrentUser()).rejects.toMatchObject({ code: 'JIRA_401' });
});

test.each([
  'GET /serverInfo',
  'GET /issuetype',
  'GET /priority',
  'GET /status',
  'GET /project/search',
  'GET /project/OPS',
  'GET /issue/createmeta/OPS/issuetypes',
  'GET /issue/createmeta/OPS/issuetypes/10001',
  'GET /priority/search',
  'GET /user/search?query=maya',
  'GET /issue/OPS-1',
  'GET /issue/OPS-1?fields=summary&fields=status',
  'GET /issue/OPS-1/transitions',
  'GET /issue/OPS-1/comment',
  'PUT /issue/OPS-1 {"fields":{"summary":"Renamed"}}',
  'PUT /issue/OPS-1/assignee {"accountId":"712020:00000000-0000-4000-8000-000000000003"}',
  'PUT /issue/OPS-1/properties/sysmon {"id":"A-1"}',
  'POST /issue/OPS-1/transitions {"transition":{"id":"21"}}',
  'POST /issue/OPS-1/remotelink {"object":{"url":"https://acme.slack.com","title":"Thread"}}',
  'GET /search/jql?jql=project%20%3D%20OPS&fields=summary',
])('the sandbox answers as described: %s', async (line) => {
  const { jira } = await openBehindPrism();
  const fields = { project: { key: 'OPS' }, issuetype: { id: '10001' }, summary: 'One' };
  await callJira(jira, 'POST', '/issue', { fields });
  const [method = '', path = '', ...body] = line.split(' ');
  const given = body.length > 0 ? JSON.parse(body.join(' ')) : undefined;
  const answer = await callJira({ ...jira, ...proxied() }, method, path, given);
  expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) });
  expect(answer.headers.get('sl-violations')).toBeNull();
});
