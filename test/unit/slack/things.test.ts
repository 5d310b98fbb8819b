import { expect, test } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { alertCard } from '../../../src/slack/cards/alert.ts';
import { logsCard } from '../../../src/slack/cards/logs.ts';
import { alertChart } from '../../../src/slack/delivery/alert-chart.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { faultsOf } from './block-limits.ts';
import { alertSample, NOW } from './samples.ts';

const things = Array.from({ length: 10 }, (_, index) => ({
  name: `kiosk-${index}`,
  note: index === 0 ? 'flapping: 7 changes in an hour' : 'since 10:04 UTC',
}));
const FLEET = alertSample({
  kind: 'share',
  rule: 'offline',
  title: 'acme/kiosk: many devices offline',
  reason: '12 of 40 devices offline (30 %), the limit is 10 %',
  service: undefined,
  metric: 'device.online',
  labels: { 'device.fleet': 'acme/kiosk' },
  seen: 12,
  peak: 14,
  expected: undefined,
  codes: [],
  affected: { things, more: 2 },
});

test('an alert of a fleet lists its devices, newest first, and how many more there are', () => {
  const card = JSON.stringify(alertCard({ alert: FLEET, now: NOW, nativeCharts: false }));
  expect(card).toContain('• *kiosk-0* flapping: 7 changes in an hour\\n• *kiosk-1* since 10:04 UTC');
  expect(card).toContain('and 2 more');
  expect(card).toContain('*Fleet*\\nacme/kiosk');
  expect(card).toContain('*Seen*\\n12 (peak 14)');
  expect(card).toContain('devices offline, rule offline');
});

test('names of things are escaped, and never too long for Slack', () => {
  const name = '&<!channel>'.repeat(40);
  const affected = { things: things.map(({ note }) => ({ name, note: `${note}${name}` })), more: 1_000_000 };
  const card = alertCard({ alert: { ...FLEET, affected }, now: NOW, nativeCharts: false });
  expect(faultsOf(card)).toEqual([]);
  expect(JSON.stringify(card)).not.toContain('<!channel>');
});

test('the chart of a fleet is the share of it that is offline', async () => {
  const store = openMemoryStore({ clock: { now: () => NOW } });
  const at = NOW - 10 * MINUTE;
  await store.series.write(
    [0, 1, 1, 1].map((value, index) => ({
      metric: 'device.online',
      labels: { 'device.fleet': 'acme/kiosk', 'device.name': `kiosk-${index}` },
      at,
      value,
    })),
  );
  const chart = await alertChart(FLEET, store.series, NOW);
  expect(chart).toMatchObject({ title: 'acme/kiosk: devices offline', unit: '%' });
  expect(chart.series[0]?.points.find((point) => point.at === at)?.value).toBe(25);
  expect(chart.band).toBeUndefined();
});

test('more log lines of a fleet are asked for by its name', () => {
  const line = {
    'event.id': '1',
    revision: 1,
    '@timestamp': NOW,
    'event.dataset': 'balena',
    'event.code': 'X',
  };
  const event = { ...line, 'log.level': 'warn', 'service.name': 'main', message: 'low voltage' } as const;
  expect(JSON.stringify(logsCard(FLEET, [event], 'UTC'))).toContain('/sysmon logs fleet acme/kiosk last 1h');
});
