import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adfFault, textOf } from '../../../sandbox/jira/adf-schema.ts';
import type { Alert } from '../../../src/core/alert.ts';
import { Ticket } from '../../../src/core/ticket.ts';
import { description } from '../../../src/jira/description.ts';
import { fieldsOf } from '../../../src/jira/fields.ts';

const NOON = Date.UTC(2026, 10, 24, 12);

const ticket = (changes: Partial<Ticket> = {}): Ticket =>
  Ticket.parse({
    id: 'A-1',
    label: 'sysmon-A-1',
    state: 'requested',
    project: 'OPS',
    issueType: 'Bug',
    summary: 'Checkout fails',
    description: 'Since the release.',
    requestedBy: { id: 'U1', name: 'Maya' },
    requestedAt: NOON,
    ...changes,
  });

const alert: Alert = {
  id: 'A-1',
  fingerprint: 'f',
  state: 'firing',
  severity: 'severe',
  kind: 'anomaly',
  rule: 'unusual',
  title: 'api: latency far above usual',
  reason: 'p95 of 412 ms, usually 40 to 90',
  service: 'api',
  metric: 'http.request.duration',
  labels: {},
  startedAt: NOON - 60_000,
  lastSeenAt: NOON,
  seen: 412e6,
  peak: 500e6,
  expected: { low: 40e6, high: 90e6 },
  codes: [{ code: 'API-4F2A', template: 'timeout', count: 1204, sample: 'timeout after 30 s\n  at pay()' }],
};

test('an issue says what happened, since when, what was expected, and who reported it', () => {
  const text = textOf(description(ticket(), alert));
  for (const part of [
    'Since the release.',
    'api: latency far above usual',
    '2026-11-24 11:59:00 UTC',
    '412 ms',
    '40 ms to 90 ms',
    'API-4F2A',
    '1,204',
    'timeout after 30 s\n  at pay()',
    'Reported by Maya with sysmon, 2026-11-24 12:00:00 UTC.',
  ])
    expect(text).toContain(part);
});

test('messages of the thread are quoted with author and time, and the thread is linked', () => {
  const thread = { channel: 'C1', ts: '1.2', permalink: 'https://acme.slack.com/archives/C1/p12' };
  const document = description(
    ticket({ thread, quotes: [{ author: 'Jonas', at: NOON, text: 'look\n\nhere' }] }),
    undefined,
  );
  const quote = document.content.find(({ type }) => type === 'blockquote');
  expect(quote && textOf(quote)).toBe('Jonas · 2026-11-24 12:00:00 UTClookhere');
  expect(JSON.stringify(document)).toContain(`"href":"${thread.permalink}"`);
});

test('a thread too long for Jira is cut between messages, and the issue says so and still names the reporter', () => {
  const quotes = Array.from({ length: 200 }, (_, at) => ({ author: 'Jonas', at, text: 'x'.repeat(3_000) }));
  const document = description(ticket({ quotes }), undefined);
  expect(JSON.stringify(document).length).toBeLessThanOrEqual(32_767);
  expect(textOf(document)).toMatch(/Cut here: 1\d\d more parts did not fit/);
  expect(textOf(document)).toContain('Reported by Maya');
});

test('control characters and marks that turn the writing direction are taken out of evidence', () => {
  const text = textOf(description(ticket({ description: 'a\u0000b\u202ec\u001b[31md\ud800' }), undefined));
  expect(text).toContain('abc[31md\ufffd');
});

test('whatever people and logs say, Jira takes the document', () => {
  const words = fc.string({ unit: 'binary', maxLength: 3_000 });
  fc.assert(
    fc.property(words, words, fc.array(words, { maxLength: 30 }), (written, sample, said) => {
      const quotes = said.map((text, at) => ({ author: text.slice(0, 20), at, text }));
      const thread = { channel: 'C1', ts: '1.2', permalink: written };
      const evidence = { ...alert, codes: [{ code: 'A-1', template: '', count: 1, sample }] };
      const document = description(ticket({ description: written, quotes, thread }), evidence);
      expect(adfFault(JSON.parse(JSON.stringify(document)))).toBeUndefined();
      expect(JSON.stringify(document).length).toBeLessThanOrEqual(32_767);
    }),
    { numRuns: 100 },
  );
});

test('only what was chosen is sent: a name as a name, an id as an id, a summary as one line', () => {
  expect(
    fieldsOf(ticket({ summary: 'two\nlines', priority: '2', assignee: 'abc' }), undefined),
  ).toMatchObject({
    summary: 'two lines',
    issuetype: { name: 'Bug' },
    priority: { id: '2' },
    assignee: { accountId: 'abc' },
    labels: ['sysmon', 'sysmon-A-1'],
  });
  expect(fieldsOf(ticket(), undefined)).not.toHaveProperty('priority');
});
