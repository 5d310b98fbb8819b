import { expect, test } from 'vitest';
import { loadSettings } from '../../../src/config/settings.ts';
import { BalenaSettings, fleetName, isWanted } from '../../../src/sources/balena/settings.ts';
import { SourceSettings } from '../../../src/sources/index.ts';

const settings = (more: object = {}) => BalenaSettings.parse({ kind: 'balena', ...more });

test('nothing but the kind has to be said', () => {
  expect(SourceSettings.parse({ kind: 'balena' })).toMatchObject({
    name: 'balena',
    apiUrl: 'https://api.balena-cloud.com/',
    fleets: ['*'],
    logs: 'none',
    every: 55_000,
  });
});

test('fleets are named in full, by organization, or all of them', () => {
  const some = settings({ fleets: ['acme/*', 'shop/kiosk'], exclude: ['acme/lab'] });
  expect(['acme/gate', 'acme/lab', 'shop/kiosk', 'shop/gate'].filter((slug) => isWanted(some, slug))).toEqual(
    ['acme/gate', 'shop/kiosk'],
  );
});

test('a fleet is called by the last part of its slug, or as the settings say', () => {
  expect(fleetName(settings(), 'acme/kiosk')).toBe('kiosk');
  expect(fleetName(settings({ names: { 'acme/kiosk': 'shops' } }), 'acme/kiosk')).toBe('shops');
});

test.each([
  { fleets: ['kiosk'] },
  { fleets: [] },
  { logs: 'all' },
  { logs: ['5f3a'] },
  { every: '0s' },
  { tokn: 'x' },
])('%j is refused', (wrong) => {
  expect(BalenaSettings.safeParse({ kind: 'balena', ...wrong }).success).toBe(false);
});

test('the token of the environment is that of each balena that has none of its own', async () => {
  const environment = {
    DATABASE_URL: 'postgres://localhost/sysmon',
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    SLACK_CHANNEL: 'C0123ABCDE',
    BALENA_TOKEN: 'from the environment',
  };
  const all = [{ kind: 'balena' }, { kind: 'balena', name: 'other', token: 'its own' }];
  const { sources } = await loadSettings(environment, all);
  expect(sources.filter(({ kind }) => kind === 'balena')).toMatchObject([
    { token: 'from the environment' },
    { token: 'its own' },
  ]);
});
