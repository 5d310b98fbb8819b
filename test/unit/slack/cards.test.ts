import { expect, test } from 'vitest';
import { section } from '../../../src/slack/blocks.ts';
import { alertCard } from '../../../src/slack/cards/alert.ts';
import { answerCard } from '../../../src/slack/cards/answer.ts';
import { faultsOf } from './block-limits.ts';
import { alertSample, answerSample, chartSample, NOW } from './samples.ts';

const by = { id: 'U0MAYA00001', name: 'Maya' };
const cardOf = (change: Parameters<typeof alertSample>[0] = {}) =>
  JSON.stringify(
    alertCard({ alert: alertSample(change), chart: chartSample(), now: NOW, nativeCharts: true }),
  );

test('a firing alert says what, how bad, since when, and seen against expected', () => {
  const card = cardOf();
  expect(card).toContain('🔴 api: errors far above usual');
  expect(card).toContain('*Firing, severe* for 26 minutes');
  expect(card).toContain('*Seen*\\n42 (peak 58)');
  expect(card).toContain('*Expected*\\n0 to 6');
  expect(card).toContain('`API-4F2A` *1,204 times*  `timeout after &lt;*&gt; ms`');
  expect(card).toContain('data_visualization');
});

test('a resolved alert has no buttons that make no sense any more', () => {
  const card = cardOf({ state: 'resolved', resolved: { by, at: NOW, reason: 'by button' } });
  expect(card).toContain('🟢');
  for (const action of ['alert.acknowledge', 'alert.mute', 'alert.unmute', 'alert.resolve'])
    expect(card).not.toContain(action);
  expect(card).toContain('alert.logs');
});

test('a mute shows until it ends, and offers to be taken back', () => {
  const muted = { by, at: NOW - 60_000, until: NOW + 60_000 };
  expect(cardOf({ muted })).toContain('alert.unmute');
  expect(cardOf({ muted: { ...muted, until: NOW - 1 } })).not.toContain('Muted');
});

test('a ticket shows on its way, by its link, or with what a person has to mend', () => {
  const ticket = (change: object) => {
    const base = {
      id: 'T',
      label: 'sysmon-t',
      state: 'open' as const,
      project: 'OPS',
      issueType: '1',
      summary: 's',
      description: '',
      requestedBy: by,
      requestedAt: NOW,
      quotes: [],
      comments: [],
    };
    return JSON.stringify(
      alertCard({ alert: alertSample(), now: NOW, nativeCharts: true, ticket: { ...base, ...change } }),
    );
  };
  expect(ticket({ state: 'requested' })).toContain('being created');
  const linked = ticket({ key: 'OPS-1', url: 'https://jira.example/browse/OPS-1', status: 'In Progress' });
  expect(linked).toContain('<https://jira.example/browse/OPS-1|OPS-1> · In Progress');
  expect(linked).toContain('Open ticket');
  expect(ticket({ state: 'failed', problem: 'no permission' })).toContain('No ticket: no permission');
});

test('an answer too long for Slack shows less, and says how many more there are', () => {
  const rows = Array.from({ length: 50 }, (_, i) => [`row ${i} ${'x'.repeat(180)}`, String(i)]);
  const columns = [
    { title: 'Name', align: 'left' as const },
    { title: 'Count', align: 'right' as const },
  ];
  const card = answerCard(answerSample({ table: { columns, rows, more: 100 } }), {
    nativeCharts: true,
    shareable: true,
  });
  expect(faultsOf(card)).toEqual([]);
  expect(JSON.stringify(card)).toMatch(/and 1[0-4]\d more/);
});

test('the checker of these tests refuses what Slack would', () => {
  expect(faultsOf({ text: '', blocks: [section('<!channel>')] })).toEqual([expect.stringContaining('ping')]);
  expect(faultsOf({ text: '', blocks: [section('x'.repeat(3_001))] })).toEqual([
    expect.stringContaining('too long'),
  ]);
  expect(faultsOf({ text: '', blocks: [] })).toEqual(['0 blocks']);
});
