import { expect, test } from 'vitest';
import { MINUTE } from '../../../src/core/time.ts';
import { alertCard } from '../../../src/slack/cards/alert.ts';
import { discoverUrl } from '../../../src/slack/discover.ts';
import { alertSample } from './samples.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const KIBANA = 'https://kibana.example.com/s/ops/';

function stateOf(url: string | undefined) {
  const [, state = ''] = decodeURIComponent(url ?? '').split('#/?');
  return state;
}

test('an alert leads to its own log lines in Discover, from a quarter of an hour before it', () => {
  const code = { code: 'API-4F2A00', template: 't', count: 3, sample: 's' };
  const alert = alertSample({ service: 'api', codes: [code], startedAt: NOW - 30 * MINUTE });
  const url = discoverUrl(KIBANA, alert, NOW);
  expect(url).toMatch(/^https:\/\/kibana\.example\.com\/s\/ops\/app\/discover#\//);
  expect(stateOf(url)).toBe(
    "_g=(time:(from:'2026-11-24T11:15:00.000Z',to:'2026-11-24T12:00:00.000Z'))" +
      "&_a=(dataSource:(dataViewId:'logs-*',type:dataView),query:(language:kuery," +
      `query:'service.name : "api" and event.code : ("API-4F2A00")'))`,
  );
});

test('a hostile name of a service stays within its quotes', () => {
  const alert = alertSample({ service: `a"b'c!d`, codes: [] });
  expect(stateOf(discoverUrl(KIBANA, alert, NOW))).toContain(String.raw`"a\"b!'c!!d" and log.level`);
});

test('the card has the button where there is a Kibana, beside one for the ticket, and none elsewhere', () => {
  const input = { alert: alertSample({}), now: NOW, nativeCharts: true };
  const withLink = JSON.stringify(alertCard({ ...input, discover: `${KIBANA}app/discover` }).blocks);
  expect(withLink).toContain('"link.open:1"');
  expect(JSON.stringify(alertCard(input).blocks)).not.toContain('Discover');
});
