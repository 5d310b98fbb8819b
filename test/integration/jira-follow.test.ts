import { expect, test } from 'vitest';
import { resolved } from '../../src/alerts/lifecycle.ts';
import { SYSMON } from '../../src/core/person.ts';
import { MINUTE } from '../../src/core/time.ts';
import { draft, firingAlert, MAYA, openWorld, type World } from './jira-setup.ts';

const COMMENT = 'POST /rest/api/3/issue/OPS-1/comment';

async function alertTicket(world: World) {
  const alertId = await firingAlert(world);
  const tickets = world.worker();
  await tickets.request(draft({ id: alertId, alertId }), MAYA);
  await tickets.deliver(alertId);
  return { alertId, tickets };
}

function go(world: World, transition: string) {
  return world.call('POST', '/issue/OPS-1/transitions', { transition: { id: transition } });
}

test('a done ticket resolves its alert, and its message is brought up to date', async () => {
  const world = await openWorld();
  const { alertId, tickets } = await alertTicket(world);
  await go(world, '21');
  await tickets.sync();
  expect((await tickets.get(alertId))?.data).toMatchObject({ status: 'In Progress', state: 'open' });
  expect((await world.alerts.get(alertId))?.data.state).toBe('firing');
  await go(world, '31');
  world.asked.length = 0;
  await tickets.sync();
  expect((await tickets.get(alertId))?.data).toMatchObject({
    status: 'Done',
    statusCategory: 'done',
    state: 'done',
  });
  expect((await world.alerts.get(alertId))?.data).toMatchObject({
    state: 'resolved',
    resolved: { by: { name: 'Jira' }, reason: 'Jira: OPS-1 done' },
  });
  expect(world.asked).toContain(`notify ${alertId}`);
  expect(await world.comments('OPS-1')).toEqual([]);
});

test('the alert knows its ticket, and the issue shows the evidence', async () => {
  const world = await openWorld();
  const { alertId } = await alertTicket(world);
  expect((await world.alerts.get(alertId))?.data.ticketId).toBe(alertId);
  const { body } = await world.call('GET', '/issue/OPS-1?fields=description');
  const text = JSON.stringify(body);
  for (const part of [
    '42 errors/min, usually 0 to 6',
    'API-4F2A',
    'timeout after 30 s',
    'it is `broken` <!channel>',
  ])
    expect(text).toContain(part);
});

test('an issue is told once that its alert is over', async () => {
  const world = await openWorld();
  const { alertId, tickets } = await alertTicket(world);
  world.clock.turn(10 * MINUTE);
  await world.alerts.change(
    alertId,
    (alert) => resolved(alert, SYSMON, world.clock.now(), 'recovered'),
    SYSMON,
  );
  world.asked.length = 0;
  await tickets.sync();
  expect(world.asked).toContain(`ticket ${alertId}`);
  await tickets.deliver(alertId);
  await tickets.deliver(alertId);
  const comments = await world.comments('OPS-1');
  expect(comments).toHaveLength(1);
  expect(comments[0]).toContain('after 12 minutes');
});

test('a comment is written once for its key, though its answer got lost', async () => {
  const world = await openWorld();
  const { alertId, tickets } = await alertTicket(world);
  await tickets.comment(alertId, 'reply-1', 'Rolled back.');
  await tickets.comment(alertId, 'reply-1', 'Rolled back.');
  world.jira.fail({ call: COMMENT, trouble: { type: 'reset' }, when: 'after' });
  await expect(tickets.deliver(alertId)).rejects.toMatchObject({ code: 'JIRA_UNREACHABLE' });
  await expect(tickets.deliver(alertId)).rejects.toMatchObject({ code: 'JIRA_BUSY' });
  world.clock.turn(MINUTE);
  await tickets.deliver(alertId);
  await tickets.comment(alertId, 'reply-1', 'Rolled back.');
  await tickets.deliver(alertId);
  expect(await world.comments('OPS-1')).toHaveLength(1);
});

test('a comment that did not arrive is written again, and one that Jira refuses is given up', async () => {
  const world = await openWorld();
  const { alertId, tickets } = await alertTicket(world);
  await tickets.comment(alertId, 'reply-1', 'Rolled back.');
  world.jira.fail({ call: COMMENT, trouble: { type: 'status', status: 429 }, when: 'before' });
  await expect(tickets.deliver(alertId)).rejects.toMatchObject({ code: 'JIRA_429' });
  await tickets.deliver(alertId);
  expect(await world.comments('OPS-1')).toHaveLength(1);
  await tickets.comment(alertId, 'reply-2', 'Fixed.');
  world.jira.fail({ call: COMMENT, trouble: { type: 'status', status: 403 }, when: 'before' });
  await tickets.deliver(alertId);
  await tickets.deliver(alertId);
  expect(await world.comments('OPS-1')).toHaveLength(1);
});

test('a ticket from a thread tells the thread of each change, and a thread that is out of reach stops nothing', async () => {
  const world = await openWorld();
  const told: string[] = [];
  const tickets = world.worker({
    onTicketChanged: async ({ data }) => {
      told.push(`${data.key} ${data.status ?? ''}`.trim());
      throw new Error('Slack is down');
    },
  });
  const { id } = draft();
  await tickets.request(draft(), MAYA);
  await tickets.deliver(id);
  await go(world, '31');
  await tickets.sync();
  expect(told).toEqual(['OPS-1', 'OPS-1 Done']);
});

test('an issue that was deleted in Jira fails its ticket, and the others are read all the same', async () => {
  const world = await openWorld();
  const { tickets } = await alertTicket(world);
  await tickets.request(draft(), MAYA);
  await tickets.deliver(draft().id);
  await world.call('DELETE', '/issue/OPS-2');
  await go(world, '31');
  await tickets.sync();
  const [gone] = await tickets.list({ states: ['failed'] });
  expect(gone?.data.problem).toContain('OPS-2 is gone from Jira');
  expect(await tickets.list({ states: ['done'] })).toHaveLength(1);
});

test('a wish whose job got lost is asked for again', async () => {
  const world = await openWorld();
  const tickets = world.worker();
  await tickets.request(draft(), MAYA);
  world.asked.length = 0;
  await tickets.sync();
  expect(world.asked).toEqual([`ticket ${draft().id}`]);
});

test('the modal offers what Jira has, and finds people as they are typed', async () => {
  const tickets = (await openWorld()).worker();
  const { projects, issueTypes, priorities } = await tickets.choices();
  expect(projects).toEqual([{ id: 'OPS', name: 'Operations' }]);
  expect(issueTypes.map(({ name }) => name)).toEqual(['Task', 'Bug', 'Incident']);
  expect(priorities.map(({ name }) => name)).toEqual(['Highest', 'High', 'Medium', 'Low', 'Lowest']);
  expect((await tickets.people('jon')).map(({ name }) => name)).toEqual(['Jonas Weber']);
});
