import { readFile } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import { NOON, sampleEvent } from '../support/sample-event.ts';
import { ask, emptyNamespace, settingsOf, sharedServer } from './server.ts';

const server = sharedServer();
const NAMESPACE = 'privileges';
const PAGE = new URL('../../docs/elasticsearch.md', import.meta.url);
const ALL = { window: { from: 0, to: NOON * 2 } };
const HOURS = { from: NOON, to: NOON + HOUR };
const clock = { now: () => NOON };
const keys: string[] = [];

interface Role {
  cluster: string[];
  indices: { names: string[]; privileges: string[] }[];
}

/** What the page tells people to grant, for the namespace of this file. */
async function documentedRoles(): Promise<Record<string, Role>> {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(await readFile(PAGE, 'utf8')) ?? [];
  return JSON.parse(json.replaceAll('-default', `-${NAMESPACE}`));
}

async function createKey(role_descriptors: Record<string, Role>): Promise<string> {
  const { body } = await ask(server, 'POST', '/_security/api_key', { name: 'sysmon', role_descriptors });
  keys.push(body.id);
  return body.encoded;
}

afterAll(async () => {
  await ask(server, 'DELETE', '/_security/api_key', { ids: keys });
});

/** Everything that sysmon does with its store, once. */
async function workWith(apiKey: string): Promise<void> {
  await emptyNamespace(server, NAMESPACE);
  const { username: _, password: __, ...settings } = settingsOf(server, NAMESPACE);
  const store = await openElasticsearchStore({ ...settings, apiKey }, { clock, log: silentLog });
  const { events, series, documents } = store;
  try {
    await store.ping();
    await events.append([sampleEvent('a'), sampleEvent('old', { '@timestamp': NOON - 9 * DAY })]);
    await events.append([sampleEvent('never', { '@timestamp': Number.NaN })]);
    await events.drop(NOON - DAY);
    expect(await events.find(ALL, 10)).toHaveLength(1);
    expect(await events.count(ALL, ['service.name'], MINUTE)).toHaveLength(1);
    expect(await events.span(ALL)).toMatchObject({ count: 1 });
    expect(await events.deadLetters()).toMatchObject({ count: 1 });
    const labels = { service: 'api' };
    await series.write([{ metric: 'log.events', labels, at: NOON, value: 3 }]);
    expect(await series.read({ metric: 'log.events', window: HOURS }, MINUTE, [])).toHaveLength(1);
    expect(await series.list({ metric: 'log.events', window: HOURS })).toEqual([labels]);
    await series.drop(NOON - DAY, NOON - DAY);
    await documents.put('alert', 'a', { state: 'firing' }, 0);
    await documents.touch('changed', ['b']);
    expect(await documents.find('alert', { where: { state: ['firing'] } })).toHaveLength(1);
    await documents.remove('changed', [{ id: 'b', version: 1 }]);
    expect(await documents.get('changed', 'b')).toBeUndefined();
  } finally {
    await store.close();
  }
}

test('an API key with the privileges of the docs does all that sysmon does', async () => {
  await ask(server, 'DELETE', `/_index_template/sysmon-*-${NAMESPACE}-v*`);
  await ask(server, 'DELETE', `/_component_template/sysmon-*-${NAMESPACE}*`);
  await workWith(await createKey(await documentedRoles()));
});

test('the same key is refused elsewhere', async () => {
  const apiKey = await createKey(await documentedRoles());
  await ask(server, 'PUT', '/logs-others-default-1');
  const as = (method: string, path: string) =>
    fetch(`${server.url}${path}`, { method, headers: { authorization: `ApiKey ${apiKey}` } });
  const others: [string, string][] = [
    ['GET', '/logs-others-default-1/_search'],
    ['DELETE', '/logs-others-default-1'],
    ['PUT', '/logs-sysmon.test-another-2026.11.24'],
    ['GET', '/sysmon-documents-another/_search'],
    ['GET', '/_security/user'],
    ['GET', '/_cluster/settings'],
  ];
  for (const [method, path] of others) expect([path, (await as(method, path)).status]).toEqual([path, 403]);
});

test('each of the privileges is needed: without it, sysmon says what it was refused', async () => {
  const roles = await documentedRoles();
  const { cluster = [], indices = [] } = roles.sysmon ?? {};
  const { names = [], privileges = [] } = indices[0] ?? {};
  const lesser: Role[] = [
    ...cluster.map((gone) => ({ cluster: cluster.filter((one) => one !== gone), indices })),
    ...privileges.map((gone) => ({
      cluster,
      indices: [{ names, privileges: privileges.filter((one) => one !== gone) }],
    })),
  ];
  for (const sysmon of lesser) {
    const refused = workWith(await createKey({ sysmon }));
    await expect(refused, JSON.stringify(sysmon)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
  }
});
