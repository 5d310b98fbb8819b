import type { Alert } from '../../../src/core/alert.ts';
import type { Answer } from '../../../src/core/answer.ts';
import type { Chart } from '../../../src/core/chart.ts';
import { HOUR, MINUTE } from '../../../src/core/time.ts';

export const NOW = Date.UTC(2026, 10, 24, 10, 30);

export function alertSample(change: Partial<Alert> = {}): Alert {
  return {
    id: 'A-1f3c',
    fingerprint: 'errors/api',
    state: 'firing',
    severity: 'severe',
    kind: 'frequency',
    rule: 'errors',
    title: 'api: errors far above usual',
    reason: '42 errors/min, usually 0 to 6 at this hour',
    service: 'api',
    metric: 'log.events',
    labels: { 'service.name': 'api', 'log.level': 'error,fatal' },
    startedAt: NOW - 26 * MINUTE,
    lastSeenAt: NOW - MINUTE,
    seen: 42,
    peak: 58,
    expected: { low: 0, high: 6 },
    codes: [
      { code: 'API-4F2A', template: 'timeout after <*> ms', count: 1_204, sample: 'timeout after 3000 ms' },
    ],
    ...change,
  };
}

export function chartSample(change: Partial<Chart> = {}): Chart {
  const from = NOW - 2 * HOUR;
  const points = Array.from({ length: 120 }, (_, i) => ({ at: from + i * MINUTE, value: i < 94 ? 3 : 42 }));
  return {
    title: 'api: log events per minute',
    kind: 'line',
    unit: '1',
    window: { from, to: NOW },
    step: MINUTE,
    timezone: 'UTC',
    series: [{ name: 'errors', points }],
    ...change,
  };
}

export function answerSample(change: Partial<Answer> = {}): Answer {
  return {
    question: {
      subject: 'errors',
      services: ['api'],
      filters: {},
      time: { from: NOW - 24 * HOUR, to: NOW },
      timeWords: 'last 24h',
    },
    title: 'Errors of api, last 24 hours',
    headline: '1,204 errors, 3.1 times the 24 hours before.',
    table: {
      columns: [
        { title: 'Code', align: 'left' },
        { title: 'Count', align: 'right' },
      ],
      rows: [['API-4F2A', '1,204']],
      more: 0,
    },
    chart: chartSample(),
    notes: [],
    next: ['and web?', 'by endpoint'],
    ...change,
  };
}
