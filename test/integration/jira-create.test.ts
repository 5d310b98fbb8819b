import { describe, expect, test } from 'vitest';
import { UpstreamError } from '../../src/core/errors.ts';
import { MINUTE } from '../../src/core/time.ts';
import { draft, MAYA, openWorld, type World } from './jira-setup.ts';

const ID = draft().id;
const CREATE = 'POST /rest/api/3/issue';

async function requested(world: World) {
  const tickets = world.worker();
  await tickets.request(draft(), MAYA);
  return tickets;
}

test('a wish becomes an issue with our label, and its link is on the ticket', async () => {
  const world = await openWorld();
  const tickets = await requested(world);
  expect(world.asked).toContain(`ticket ${ID}`);
  await tickets.deliver(ID);
  const ticket = (await tickets.get(ID))?.data;
  expect(ticket).toMatchObject({ state: 'open', key: 'OPS-1', url: `${world.jira.host}/browse/OPS-1` });
  expect(ticket?.intent).toBeUndefined();
  expect(await world.issues()).toEqual([{ key: 'OPS-1', labels: ['sysmon', `sysmon-${ID}`] }]);
});

test('a thread that has its ticket is told so, with the link', async () => {
  const world = await openWorld();
  const tickets = await requested(world);
  expect(await tickets.request(draft(), MAYA)).toEqual({ refused: 'This ticket is being created already.' });
  await tickets.deliver(ID);
  const refused = `OPS-1 is there already: ${world.jira.host}/browse/OPS-1`;
  expect(await tickets.request(draft(), MAYA)).toEqual({ refused });
});

test('delivering again changes nothing', async () => {
  const world = await openWorld();
  const tickets = await requested(world);
  await tickets.deliver(ID);
  await tickets.deliver(ID);
  expect(await world.issues()).toHaveLength(1);
});

describe('one problem is one issue', () => {
  test.each([
    { what: 'the answer never comes', trouble: { type: 'silence' } },
    { what: 'the connection breaks', trouble: { type: 'reset' } },
    { what: 'a gateway answers 503', trouble: { type: 'status', status: 503 } },
    {
      what: 'a proxy answers with a page',
      trouble: { type: 'status', status: 200, headers: { 'content-type': 'text/html' } },
    },
  ] as const)('when the create took effect and $what', async ({ trouble }) => {
    const world = await openWorld();
    const tickets = await requested(world);
    world.jira.fail({ call: CREATE, trouble, when: 'after' });
    await expect(world.worker({ timeout: 500 }).deliver(ID)).rejects.toThrow(UpstreamError);
    await tickets.deliver(ID);
    expect((await tickets.get(ID))?.data).toMatchObject({ state: 'open', key: 'OPS-1' });
    expect(await world.issues()).toHaveLength(1);
  });

  test('when the create did not take effect, and is only repeated once it can no longer land', async () => {
    const world = await openWorld();
    const tickets = await requested(world);
    world.jira.fail({ call: CREATE, trouble: { type: 'status', status: 502 }, when: 'before' });
    await expect(tickets.deliver(ID)).rejects.toMatchObject({ code: 'JIRA_502' });
    await expect(tickets.deliver(ID)).rejects.toMatchObject({ code: 'JIRA_DOUBT' });
    expect(await world.issues()).toHaveLength(0);
    world.clock.turn(MINUTE);
    await tickets.deliver(ID);
    expect(await world.issues()).toHaveLength(1);
  });

  test('when a worker dies after the create took effect', async () => {
    const world = await openWorld();
    await requested(world);
    world.jira.fail({ call: CREATE, trouble: { type: 'silence' }, when: 'after' });
    const dead = world
      .worker({ timeout: 60_000 })
      .deliver(ID)
      .catch(() => undefined);
    const alive = world.worker();
    await expect.poll(() => world.call('GET', '/issue/OPS-1')).toMatchObject({ status: 200 });
    await expect(alive.deliver(ID)).rejects.toMatchObject({ code: 'JIRA_BUSY' });
    world.clock.turn(MINUTE);
    await alive.deliver(ID);
    expect((await alive.get(ID))?.data).toMatchObject({ state: 'open', key: 'OPS-1' });
    expect(await world.issues()).toHaveLength(1);
    await world.jira.stop();
    await dead;
  });

  test('when a worker dies between its intent and the create', async () => {
    const world = await openWorld();
    await requested(world);
    world.jira.fail({ call: CREATE, trouble: { type: 'silence' }, when: 'before' });
    const dying = world.worker({ timeout: 60_000 });
    const dead = dying.deliver(ID).catch(() => undefined);
    await expect.poll(async () => (await dying.get(ID))?.data.intent).toBeDefined();
    world.clock.turn(MINUTE);
    await world.worker().deliver(ID);
    expect(await world.issues()).toHaveLength(1);
    await world.jira.stop();
    await dead;
  });

  test('when several workers deliver at once', async () => {
    const world = await openWorld();
    await requested(world);
    const workers = Array.from({ length: 5 }, () => world.worker());
    const results = await Promise.allSettled(workers.map((worker) => worker.deliver(ID)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await Promise.all(workers.map((worker) => worker.deliver(ID)));
    expect(await world.issues()).toHaveLength(1);
  });

  test('when others create issues meanwhile, and refused creates leave gaps in the numbers', async () => {
    const world = await openWorld();
    const other = () =>
      world.call('POST', '/issue', {
        fields: { project: { key: 'OPS' }, issuetype: { name: 'Task' }, summary: 'Something else' },
      });
    const refused = () => world.call('POST', '/issue', { fields: {} });
    await other();
    const tickets = await requested(world);
    for (const create of [other, refused, refused, refused, other]) await create();
    world.jira.fail({ call: CREATE, trouble: { type: 'reset' }, when: 'after' });
    await expect(tickets.deliver(ID)).rejects.toThrow(UpstreamError);
    await other();
    await tickets.deliver(ID);
    expect((await tickets.get(ID))?.data.key).toBe('OPS-7');
    expect(await world.issues()).toHaveLength(5);
  });

  test('when more numbers are missing than we read, and only the search knows it', async () => {
    const world = await openWorld();
    const tickets = await requested(world);
    for (let count = 0; count < 15; count++) await world.call('POST', '/issue', { fields: {} });
    world.jira.fail({ call: CREATE, trouble: { type: 'reset' }, when: 'after' });
    await expect(tickets.deliver(ID)).rejects.toThrow(UpstreamError);
    await expect(tickets.deliver(ID)).rejects.toMatchObject({ code: 'JIRA_DOUBT' });
    world.clock.turn(MINUTE);
    await tickets.deliver(ID);
    expect((await tickets.get(ID))?.data.key).toBe('OPS-16');
    expect(await world.issues()).toHaveLength(1);
  });

  test('when a lost create is asked for again by a person, after the token was refused', async () => {
    const world = await openWorld();
    const tickets = await requested(world);
    world.jira.fail({ call: CREATE, trouble: { type: 'reset' }, when: 'after' });
    await expect(tickets.deliver(ID)).rejects.toThrow(UpstreamError);
    await world.worker({ apiToken: 'revoked' }).deliver(ID);
    expect((await tickets.get(ID))?.data.state).toBe('failed');
    await tickets.request(draft(), MAYA);
    await tickets.deliver(ID);
    expect(await world.issues()).toHaveLength(1);
  });
});
