import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Environment } from '../../../src/config/environment.ts';
import { loadSettings } from '../../../src/config/settings.ts';
import { COMPLETE, faultsOf, settingsFile } from './settings-file.ts';

test('five settings are enough, and the rest has defaults', async () => {
  expect(await loadSettings(COMPLETE)).toMatchObject({
    role: 'all',
    http: { port: 8080 },
    jira: undefined,
    sources: [{ kind: 'cloudwatch-logs', regions: ['eu-west-1'], groups: ['*'] }],
    retention: { eventDays: 14 },
  });
});

test('without any setting, all that is missing is listed at once', async () => {
  expect(await faultsOf({})).toEqual([
    'SLACK_BOT_TOKEN: missing',
    'SLACK_CHANNEL: missing',
    'DATABASE_URL: missing. Set it to a PostgreSQL, or set ELASTICSEARCH_URL',
    'SLACK_APP_TOKEN: missing. Set it for Socket Mode, or SLACK_SIGNING_SECRET for HTTP',
    'sources: there are none. Set AWS_REGION, or name some in sysmon.yaml (see sysmon.example.yaml)',
  ]);
});

test('an empty variable counts as not set', async () => {
  expect(await faultsOf({ ...COMPLETE, REDIS_URL: '', JIRA_HOST: '', HTTP_PORT: '' })).toEqual([]);
  expect(await faultsOf({ ...COMPLETE, SLACK_CHANNEL: '' })).toEqual(['SLACK_CHANNEL: missing']);
});

test('every fault of the environment and of the file comes in one list, each with its path', async () => {
  const SYSMON_CONFIG = await settingsFile(`
sources:
  - { kind: cloudwatch-logs, regions: [nowhere], token: hunter2 }
rules:
  - { kind: frequency, name: Many Errors, threshold: 0 }
roles: { responder: [maya] }
retention: { eventDays: 0 }
colour: red
`);
  const faults = await faultsOf({
    ...COMPLETE,
    SYSMON_CONFIG,
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    HTTP_PORT: '99999',
    SYSMON_ROLE: 'hunter2',
    SLACK_BOT_TOKEN: 'hunter2',
    SLACK_CHANNEL: '#hunter2',
    JIRA_API_TOKEN: 'hunter2',
  });
  const file = SYSMON_CONFIG;
  expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
    'SYSMON_ROLE',
    'HTTP_PORT',
    'DATABASE_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_CHANNEL',
    'JIRA_HOST',
    'JIRA_EMAIL',
    'JIRA_PROJECT',
    `${file} sources.0.regions.0`,
    `${file} sources.0`,
    `${file} rules.0.name`,
    `${file} rules.0.threshold`,
    `${file} roles.responder.0`,
    `${file} retention.eventDays`,
    file,
  ]);
  expect(faults.join()).not.toContain('hunter2');
});

test('whatever is set, no value of it is in a fault', async () => {
  const secret = fc.stringMatching(/^[a-z]{3}0[!-~]{6,20}$/);
  const names = Object.keys(Environment.shape).filter((name) => name !== 'SYSMON_CONFIG');
  const variables = fc.record(Object.fromEntries(names.map((name) => [name, secret])), { requiredKeys: [] });
  await fc.assert(
    fc.asyncProperty(variables, async (set) => {
      const told = (await faultsOf(set)).join('\n');
      expect(Object.values(set).filter((value) => value && told.includes(value))).toEqual([]);
    }),
  );
});

test('of Jira it is all four settings or none', async () => {
  expect(
    await faultsOf({ ...COMPLETE, JIRA_HOST: 'https://acme.atlassian.net', JIRA_EMAIL: 'a@b.c' }),
  ).toEqual([
    'JIRA_API_TOKEN: missing, while other JIRA_ settings are there',
    'JIRA_PROJECT: missing, while other JIRA_ settings are there',
  ]);
});

test('the example settings are valid', async () => {
  const SYSMON_CONFIG = fileURLToPath(new URL('../../../sysmon.example.yaml', import.meta.url));
  const { sources, rules, slack } = await loadSettings({ ...COMPLETE, SYSMON_CONFIG });
  expect(sources).toHaveLength(1);
  expect(rules.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['frequency', 'flatline', 'anomaly', 'threshold', 'share']),
  );
  expect(slack.roles?.admin).toEqual(['U0123ABCDE']);
});
