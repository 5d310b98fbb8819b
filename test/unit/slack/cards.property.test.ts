import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert } from '../../../src/core/alert.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { alertCard } from '../../../src/slack/cards/alert.ts';
import { answerCard } from '../../../src/slack/cards/answer.ts';
import { unclearCard } from '../../../src/slack/cards/help.ts';
import { homeBlocks } from '../../../src/slack/cards/home.ts';
import { logsCard } from '../../../src/slack/cards/logs.ts';
import { stormCard, stormListCard } from '../../../src/slack/cards/storm.ts';
import { faultsOf } from './block-limits.ts';
import { alertSample, answerSample, chartSample, NOW } from './samples.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 4_000 }),
  fc.constantFrom(
    '<!channel>',
    '```<!here>```',
    '<@U0MAYA00001>',
    '<https://evil.example|click>',
    '&&&<<<>>>',
    '',
    ' ',
    '\u0000',
  ),
  fc.constant('&'.repeat(5_000)),
  fc.constant('🧨'.repeat(2_000)),
);
const person = fc.record({ id: hostile, name: hostile });
const code = fc.record({ code: hostile, template: hostile, count: fc.nat(), sample: hostile });
const hostileAlert: fc.Arbitrary<Alert> = fc
  .record({
    title: hostile,
    reason: hostile,
    service: hostile,
    rule: hostile,
    codes: fc.array(code, { maxLength: 5 }),
    acknowledged: fc.record({ by: person, at: fc.constant(NOW) }),
    muted: fc.record({ by: person, at: fc.constant(NOW), reason: hostile }),
    state: fc.constantFrom('firing' as const, 'acknowledged' as const),
  })
  .map(alertSample);

const runs = { numRuns: 60 };

test('whatever a log says, an alert card is within the limits of Slack and pings nobody', () => {
  fc.assert(
    fc.property(hostileAlert, fc.boolean(), hostile, (alert, nativeCharts, title) => {
      const card = alertCard({ alert, chart: chartSample({ title }), now: NOW, nativeCharts });
      expect(faultsOf(card)).toEqual([]);
    }),
    runs,
  );
});

test('whatever a log says, an answer is within the limits of Slack and pings nobody', () => {
  const rows = fc.array(fc.array(hostile, { minLength: 3, maxLength: 3 }), { maxLength: 60 });
  const columns = ['a', 'b', 'c'].map((title) => ({ title, align: 'left' as const }));
  const line = fc.record({ time: hostile, level: hostile, service: hostile, code: hostile, text: hostile });
  const given = fc.record({
    title: hostile,
    headline: hostile,
    notes: fc.array(hostile, { maxLength: 5 }),
    next: fc.array(hostile, { maxLength: 5 }),
  });
  fc.assert(
    fc.property(given, rows, fc.array(line, { maxLength: 50 }), (texts, cells, lines) => {
      const answer = answerSample({ ...texts, lines, table: { columns, rows: cells, more: 3 } });
      expect(faultsOf(answerCard(answer, { nativeCharts: true, shareable: true }))).toEqual([]);
    }),
    runs,
  );
});

test('a storm, the home, log lines and what was not understood stay within the limits too', () => {
  fc.assert(
    fc.property(fc.array(hostileAlert, { maxLength: 60 }), hostile, hostile, (alerts, error, example) => {
      expect(faultsOf(stormCard('S1', alerts, NOW))).toEqual([]);
      if (alerts.length > 0) expect(faultsOf(stormListCard(alerts, NOW))).toEqual([]);
      expect(faultsOf({ text: '', blocks: homeBlocks(alerts, '/sysmon', NOW) })).toEqual([]);
      expect(faultsOf(unclearCard({ error: error || 'what?', example }, '/sysmon'))).toEqual([]);
      const events = alerts.map(({ title }, index) => ({
        'event.id': String(index),
        revision: 1,
        '@timestamp': NOW - index * MINUTE,
        'event.dataset': 'test',
        'event.code': 'API-1',
        'log.level': 'error' as const,
        'service.name': 'api',
        message: title,
      }));
      expect(faultsOf(logsCard(alertSample({ title: error }), events, 'Europe/Berlin'))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
