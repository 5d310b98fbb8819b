import { expect, test } from 'vitest';
import { markChanged } from '../../../src/aggregate/changed.ts';
import { answer } from '../../../src/ask/index.ts';
import { createCodeBook, createNormalizer } from '../../../src/normalize/index.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { clock } from './stored.ts';
import { NOW, questionIn, TIMEZONE } from './world.ts';

const USERS = ['alice', 'bob', 'carol', 'dave', 'erin'];

/** A store as a worker leaves it that has read one line of each user. */
async function world() {
  const store = openMemoryStore({ clock });
  const codes = createCodeBook();
  const events = createNormalizer({ codes }).normalize(
    USERS.map((user, place) => ({
      id: `e${place}`,
      at: NOW - 60_000 * (place + 1),
      text: `ERROR no session was found for user ${user} on the server`,
      lines: 1,
      origin: { dataset: 'aws.cloudwatch_logs', group: '/app/api', stream: 'one', service: 'api' },
    })),
  );
  await store.events.append(events);
  await markChanged(
    store.documents,
    events.map((event) => event['@timestamp']),
  );
  for (const { id, data } of codes.learned()) await store.documents.put('code', id, data, 0);
  const given = events.map((event) => event['event.code']);
  return { store, given, today: codes.resolve(given[0] ?? '') };
}

test('an old code is answered with all that its message is called, what it stands for, and where it comes', async () => {
  const { store, given, today } = await world();
  expect(new Set(given).size).toBe(USERS.length);
  const { headline, notes, lines } = await answer(questionIn(`code ${given[2]} last 1h`), {
    store,
    clock,
    timezone: TIMEZONE,
  });
  expect(headline).toMatch(/^5 times/);
  expect(lines).toHaveLength(5);
  expect(notes).toContain('Stands for: ERROR no session was found for user <user> on the server');
  expect(notes).toContain(`Its code is ${today} today; this one stays valid.`);
  expect(notes).toContain('In api (5).');
});

test('a message that was counted under several codes is one row, under the code of today', async () => {
  const { store, today } = await world();
  const { headline, table } = await answer(questionIn('top codes api last 1h'), {
    store,
    clock,
    timezone: TIMEZONE,
  });
  expect(headline).toBe('1 error code in 5 errors.');
  expect(table?.rows.map(([code, , count]) => [code, count])).toEqual([[today, '5']]);
});

test('alerts made of a code, and tickets of them, are listed with it', async () => {
  const { store, given } = await world();
  const code = given[0] ?? '';
  await store.documents.put(
    'alert',
    'A1',
    {
      id: 'A1', fingerprint: 'f', state: 'firing', severity: 'severe', kind: 'anomaly', rule: 'spike', title: 'api: errors', reason: 'many',
      metric: 'log.events', labels: {}, startedAt: NOW - 5_000, lastSeenAt: NOW, seen: 1, peak: 1,
      codes: [{ code, template: 'x', count: 5, sample: 'x' }],
    },
    0,
  ); // biome-ignore format: a record to read
  await store.documents.put(
    'ticket',
    't1',
    {
      id: 't1', label: 'sysmon-t1', state: 'open', project: 'OPS', issueType: 'Bug', summary: 'Sessions get lost', description: '',
      requestedBy: { id: 'U1', name: 'Ada' }, requestedAt: NOW - 1_000, alertId: 'A1', key: 'OPS-7',
    },
    0,
  ); // biome-ignore format: a record to read
  const { table } = await answer(questionIn(`code ${given[3]}`), { store, clock, timezone: TIMEZONE });
  expect(table?.rows.map(([id, state]) => [id, state])).toEqual([
    ['OPS-7', 'open'],
    ['A1', 'firing'],
  ]);
  const listed = await answer(questionIn(`alerts code ${given[3]}`), { store, clock, timezone: TIMEZONE });
  expect(listed.table?.rows.map(([id]) => id)).toEqual(['A1']);
});

test('a code that nothing is known of is counted as it stands', async () => {
  const { store } = await world();
  const { headline } = await answer(questionIn('code API-4F2A last 1h'), {
    store,
    clock,
    timezone: TIMEZONE,
  });
  expect(headline).toMatch(/Never seen/);
});
