import { expect, test } from 'vitest';
import { answer } from '../../../src/ask/index.ts';
import type { Alert } from '../../../src/core/alert.ts';
import type { SourceState } from '../../../src/core/source-state.ts';
import { Ticket } from '../../../src/core/ticket.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/time.ts';
import type { DocumentKind } from '../../../src/store/document-store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { clock } from './stored.ts';
import { NOW, questionIn, TIMEZONE } from './world.ts';

const ADA = { id: 'U1', name: 'Ada' };

async function tell(kind: DocumentKind, documents: Record<string, object>, text: string) {
  const store = openMemoryStore({ clock });
  for (const [id, data] of Object.entries(documents)) await store.documents.put(kind, id, data, 0);
  return answer(questionIn(text), { store, clock, timezone: TIMEZONE });
}

function alert(id: string, more: Partial<Alert> = {}): Alert {
  return {
    id,
    fingerprint: id,
    state: 'firing',
    severity: 'severe',
    kind: 'anomaly',
    rule: 'spike',
    title: `${id} is wrong`,
    reason: 'far above usual',
    service: 'api',
    metric: 'log.events',
    labels: {},
    startedAt: NOW - 2 * HOUR,
    lastSeenAt: NOW,
    seen: 9,
    peak: 12,
    codes: [],
    ...more,
  };
}

const resolved = { state: 'resolved', resolved: { by: ADA, at: NOW - HOUR, reason: 'fixed' } } as const;
const ALERTS = {
  'A-1': alert('A-1'),
  'A-2': alert('A-2', { state: 'acknowledged', service: 'web', startedAt: NOW - 3 * DAY }),
  'A-3': alert('A-3', resolved),
  'A-4': alert('A-4', {
    ...resolved,
    startedAt: NOW - 9 * DAY,
    resolved: { by: ADA, at: NOW - 8 * DAY, reason: 'fixed' },
  }),
  'A-5': alert('A-5', { muted: { by: ADA, at: NOW - HOUR, until: NOW + HOUR } }),
};

test('alerts: what is wrong now comes first, and what is long over does not come', async () => {
  const { headline, table } = await tell('alert', ALERTS, 'alerts');
  expect(headline).toBe('1 alert is firing; 1 acknowledged; 1 resolved; 1 muted.');
  expect(table?.rows.map(([id]) => id)).toEqual(['A-1', 'A-5', 'A-2', 'A-3']);
});

test('alerts can be asked for by service and by state', async () => {
  expect((await tell('alert', ALERTS, 'alerts web')).table?.rows.map(([id]) => id)).toEqual(['A-2']);
  expect((await tell('alert', ALERTS, 'resolved alerts last 30d')).table?.rows.length).toBe(2);
  expect((await tell('alert', ALERTS, 'muted alerts')).table?.rows.map(([id]) => id)).toEqual(['A-5']);
});

test('alerts by service are counted', async () => {
  expect((await tell('alert', ALERTS, 'alerts by service')).table?.rows).toEqual([
    ['api', '3'],
    ['web', '1'],
  ]);
});

test('nothing wrong is said in so many words', async () => {
  expect((await tell('alert', {}, 'is anything burning?')).headline).toBe('Nothing is burning: no alert.');
});

test('a document that cannot be read is left out, not the whole answer', async () => {
  const { table } = await tell(
    'alert',
    { 'A-1': alert('A-1'), 'A-9': { from: 'another version' } },
    'alerts',
  );
  expect(table?.rows.length).toBe(1);
});

function ticket(id: string, more: Partial<Ticket> = {}): Ticket {
  const made = { label: `sysmon-${id}`, project: 'OPS', issueType: 'Bug', key: `OPS-${id}`, description: '' };
  const asked = { summary: `${id} broke`, requestedBy: ADA, requestedAt: NOW - HOUR };
  return Ticket.parse({ id, state: 'open', ...made, ...asked, ...more });
}

test('tickets: those of the window, and all that are open; one that failed says why', async () => {
  const { table, headline, notes } = await tell(
    'ticket',
    {
      1: ticket('1', { status: 'In Progress' }),
      2: ticket('2', { requestedAt: NOW - 9 * DAY }),
      3: ticket('3', { state: 'done', requestedAt: NOW - 9 * DAY }),
      4: ticket('4', { state: 'failed', problem: 'The project OPS is gone' }),
    },
    'tickets',
  );
  expect(headline).toBe('3 tickets, 2 of them open.');
  expect(table?.rows.map(([key, status]) => `${key} ${status}`)).toEqual([
    'OPS-1 In Progress',
    'OPS-4 failed',
    'OPS-2 open',
  ]);
  expect(notes.join()).toContain('The project OPS is gone');
});

test('mutes: what is quiet, by whom, until when and why', async () => {
  const mute = (until: number | undefined, ended = false) => ({
    fingerprint: 'service/api',
    title: 'api: errors',
    ended,
    muted: { by: ADA, at: NOW, reason: 'deploy', ...(until && { until }) },
  });
  const { table } = await tell(
    'mute',
    { a: mute(NOW + HOUR), b: mute(undefined), c: mute(NOW - 1), d: mute(NOW + HOUR, true) },
    'mutes',
  );
  expect(table?.rows.map(([, by, until, why]) => `${by} ${until} ${why}`).sort()).toEqual([
    'Ada 16:30 deploy',
    'Ada for good deploy',
  ]);
});

const source = (more: Partial<SourceState>): SourceState => ({
  kind: 'cloudwatch-logs',
  name: 'prod',
  title: '/aws/lambda/api',
  item: true,
  discoveredAt: NOW - DAY,
  readUpTo: NOW - MINUTE,
  lastEventAt: NOW - MINUTE,
  eventsRead: 1_204,
  calls: 3,
  throttled: 0,
  failures: 0,
  ...more,
});

test('health: each source with its lag and its trouble, the troubled first', async () => {
  const fault = {
    code: 'DENIED',
    message: 'access denied',
    advice: 'Allow logs:FilterLogEvents',
    since: NOW - HOUR,
  };
  const { headline, table } = await tell(
    'source',
    { a: source({}), b: source({ title: '/ecs/web', fault }) },
    'health',
  );
  expect(headline).toBe('1 of 2 sources in trouble.');
  expect(table?.rows[0]).toEqual([
    '/ecs/web',
    'since 14:30: Allow logs:FilterLogEvents',
    '1 min',
    '15:29',
    '1,204',
    '0',
  ]);
});

test('health: what a source that is paid for costs', async () => {
  const note = '1,020 metrics/h, about $7.45 a month';
  const { notes } = await tell('source', { a: source({ title: 'CloudWatch', note, calls: 96 }) }, 'health');
  expect(notes).toContain(`CloudWatch: ${note}; 96 calls so far.`);
});

test('health: jobs with their last run, and the ones that fail', async () => {
  const { headline, notes } = await tell(
    'job',
    {
      collect: { lastEnd: NOW - 5_000, ok: true },
      notify: { lastEnd: NOW - MINUTE, ok: false, error: 'channel_not_found', failures: 3 },
    },
    'health',
  );
  expect(headline).toBe('1 job failing.');
  expect(notes.join(' ')).toContain('Job notify failed 3 times: channel_not_found');
  expect(notes.join(' ')).toContain('collect 5 s ago');
});

test('an answer about a time that a source has not delivered yet says so', async () => {
  const { notes } = await tell('source', { a: source({ readUpTo: NOW - 2 * HOUR }) }, 'errors last 1h');
  expect(notes).toEqual(['/aws/lambda/api is 2 h behind: the newest of it is not in here.']);
});
