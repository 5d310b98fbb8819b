import { expect, test } from 'vitest';
import { readable } from '../../../handlers/tickets/thread.ts';
import { UpstreamError } from '../../../src/core/errors.ts';
import type { Call } from '../../../src/slack/call.ts';
import { openPeople } from '../../../src/slack/people.ts';
import { openRoles } from '../../../src/slack/roles.ts';

/** A Slack that answers from a table, and counts how often it was asked. */
function answering(replies: Record<string, unknown>): { call: Call; asked: () => number } {
  let count = 0;
  const call: Call = async (method, args, reply) => {
    count += 1;
    const known = replies[`${method} ${Object.values(args)[0]}`];
    if (known === undefined) throw new UpstreamError('unreachable', 'no answer');
    return reply.parse(known);
  };
  return { call, asked: () => count };
}

test('without roles in the settings, everyone may respond', async () => {
  const { call, asked } = answering({});
  expect(await openRoles(undefined, call).may('U1', 'responder')).toBe(true);
  expect(asked()).toBe(0);
});

test('a role is held by name or by user group, and a higher role includes it', async () => {
  const { call, asked } = answering({ 'usergroups.users.list S1': { users: ['U2'] } });
  const roles = openRoles({ responder: ['U1', 'S1'], admin: ['U3'] }, call);
  const may = (id: string) => roles.may(id, 'responder');
  expect([await may('U1'), await may('U2'), await may('U3'), await may('U4')]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(await roles.may('U1', 'admin')).toBe(false);
  expect(asked()).toBe(1);
});

test('somebody whom Slack does not tell about goes by the id, in UTC', async () => {
  const maya = { user: { id: 'U1', name: 'maya', real_name: 'Maya Okafor', tz: 'Asia/Kolkata' } };
  const { call, asked } = answering({ 'users.info U1': maya });
  const people = openPeople(call);
  expect(await people.get('U1')).toEqual({ id: 'U1', name: 'Maya Okafor', timezone: 'Asia/Kolkata' });
  await people.get('U1');
  expect(asked()).toBe(1);
  expect(await people.get('U2')).toEqual({ id: 'U2', name: 'U2', timezone: 'UTC' });
});

test('the markup of Slack becomes what people read', async () => {
  const { call } = answering({ 'users.info U1': { user: { id: 'U1', real_name: 'Maya' } } });
  const text =
    '<@U1> see <https://x.example|the run> in <#C1|ops>, a &lt; b &amp;&amp; <!here> <!subteam^S1|@oncall>';
  expect(await readable(text, openPeople(call))).toBe(
    '@Maya see the run (https://x.example) in #ops, a < b && @here @oncall',
  );
});
