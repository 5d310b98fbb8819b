import { expect, test } from 'vitest';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import { checkJira } from '../../src/jira/check.ts';
import { draft, MAYA, openWorld } from './jira-setup.ts';

const ID = draft().id;
const CREATE = 'POST /rest/api/3/issue';

test("a refused ticket shows Jira's words, and can be asked for again once mended", async () => {
  const world = await openWorld();
  const tickets = world.worker();
  await tickets.request(draft({ priority: '99' }), MAYA);
  await tickets.deliver(ID);
  const refused = (await tickets.get(ID))?.data;
  expect(refused?.state).toBe('failed');
  expect(refused?.problem).toContain('priority: The priority selected is invalid.');
  await tickets.request(draft({ priority: '2' }), MAYA);
  await tickets.deliver(ID);
  const mended = (await tickets.get(ID))?.data;
  expect(mended).toMatchObject({ state: 'open' });
  expect(mended?.problem).toBeUndefined();
  expect(await world.issues()).toHaveLength(1);
});

test.each([
  { what: 'a revoked token', changes: { apiToken: 'revoked' }, problem: 'JIRA_API_TOKEN' },
  { what: 'an account that is not known', changes: { email: 'who@acme.com' }, problem: 'JIRA_EMAIL' },
])('$what fails the ticket and says what to do', async ({ changes, problem }) => {
  const world = await openWorld();
  const tickets = world.worker(changes);
  await tickets.request(draft(), MAYA);
  await tickets.deliver(ID);
  expect((await tickets.get(ID))?.data).toMatchObject({ state: 'failed' });
  expect((await tickets.get(ID))?.data.problem).toContain(problem);
  await expect(checkJira({ ...world.jira, ...changes })).rejects.toMatchObject({ code: 'JIRA_401' });
});

test('a project that does not exist fails the ticket with its name', async () => {
  const world = await openWorld();
  const tickets = world.worker();
  await tickets.request(draft({ project: 'NOPE' }), MAYA);
  await tickets.deliver(ID);
  expect((await tickets.get(ID))?.data.problem).toContain("'NOPE' does not exist");
  await expect(checkJira({ ...world.jira, project: 'NOPE' })).rejects.toMatchObject({ code: 'JIRA_404' });
});

test('a missing permission is named with what to grant', async () => {
  const world = await openWorld();
  world.jira.fail({
    call: CREATE,
    when: 'before',
    trouble: {
      type: 'status',
      status: 403,
      body: { errorMessages: ['You cannot create issues here.'], errors: {} },
    },
  });
  const tickets = world.worker();
  await tickets.request(draft(), MAYA);
  await tickets.deliver(ID);
  const problem = (await tickets.get(ID))?.data.problem;
  expect(problem).toContain('You cannot create issues here.');
  expect(problem).toContain('Create issues');
});

test('a rate limit is waited out, then the ticket is made', async () => {
  const world = await openWorld();
  const headers = { 'retry-after': '2', 'ratelimit-reason': 'jira-burst-based' };
  world.jira.fail({ call: CREATE, when: 'before', trouble: { type: 'status', status: 429, headers } });
  const tickets = world.worker();
  await tickets.request(draft(), MAYA);
  await expect(tickets.deliver(ID)).rejects.toMatchObject({ retryAfter: 2_000, doubtful: false });
  await tickets.deliver(ID);
  expect(await world.issues()).toHaveLength(1);
});

test('a Jira that is down leaves the wish, and the ticket is made when it is back', async () => {
  const world = await openWorld();
  const tickets = world.worker();
  await tickets.request(draft(), MAYA);
  const nowhere = world.worker({ host: `http://127.0.0.1:${await freePort()}` });
  await expect(nowhere.deliver(ID)).rejects.toMatchObject({ code: 'JIRA_UNREACHABLE', doubtful: false });
  await tickets.deliver(ID);
  expect(await world.issues()).toHaveLength(1);
});

test('a summary that Jira would refuse is refused at once', async () => {
  const tickets = (await openWorld()).worker();
  expect(await tickets.request(draft({ summary: '  ' }), MAYA)).toEqual({
    refused: 'A ticket needs a summary.',
  });
  expect(await tickets.request(draft({ summary: 'x'.repeat(256) }), MAYA)).toEqual({
    refused: 'The summary has 256 characters; Jira takes 255.',
  });
});

test('the doctor learns who we are to Jira', async () => {
  const { jira } = await openWorld();
  expect(await checkJira(jira)).toEqual({ account: 'sysmon', project: 'OPS Operations' });
});
