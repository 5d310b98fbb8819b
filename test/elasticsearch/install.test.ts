import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { connect } from '../../src/store/elasticsearch/connection.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import { install } from '../../src/store/elasticsearch/install.ts';
import { deadLettersTemplate } from '../../src/store/elasticsearch/templates/dead-letters.ts';
import { eventsTemplate } from '../../src/store/elasticsearch/templates/events.ts';
import type { Template } from '../../src/store/elasticsearch/templates/template.ts';
import { NOON, sampleEvent } from '../support/sample-event.ts';
import { ask, emptyNamespace, settingsOf, sharedServer } from './server.ts';

const server = sharedServer();
const NAMESPACE = 'install';
const INDEX = `logs-sysmon.test-${NAMESPACE}-2026.11.24`;
const settings = settingsOf(server, NAMESPACE);
const clock = { now: () => NOON };
const newer: Template = {
  ...eventsTemplate,
  version: eventsTemplate.version + 1,
  mappings: {
    ...eventsTemplate.mappings,
    properties: { ...eventsTemplate.mappings.properties, 'added.later': { type: 'keyword' } },
  },
};

beforeEach(async () => {
  await emptyNamespace(server, NAMESPACE);
  await ask(server, 'DELETE', `/_index_template/sysmon-*-${NAMESPACE}-v*`);
  await ask(server, 'DELETE', `/_component_template/sysmon-*-${NAMESPACE}*`);
});

async function appendOne() {
  const store = await openElasticsearchStore(settings, { clock, log: silentLog });
  await store.events.append([sampleEvent('a')]).finally(store.close);
}

async function installAs(templates: readonly Template[], placement = settings) {
  const connection = await connect(settings);
  await install(connection, templates, placement, silentLog).finally(connection.close);
}

async function templateNames(): Promise<string[]> {
  const { body } = await ask(server, 'GET', `/_index_template/sysmon-events-${NAMESPACE}-v*`);
  return body.index_templates.map(({ name }: { name: string }) => name);
}

async function mappedFields(): Promise<string[]> {
  const { body } = await ask(server, 'GET', `/${INDEX}/_mapping`);
  return Object.keys(body[INDEX].mappings.properties);
}

test('processes that start at once install each template, and none fails', async () => {
  await Promise.all(Array.from({ length: 6 }, appendOne));
  expect(await templateNames()).toEqual([`sysmon-events-${NAMESPACE}-v${eventsTemplate.version}`]);
  await appendOne();
});

test('an upgrade reaches the indices that are there too', async () => {
  await appendOne();
  expect(await mappedFields()).not.toContain('added');
  await installAs([newer]);
  expect(await mappedFields()).toContain('added');
});

test('an older process leaves a newer template alone, whichever of them starts first', async () => {
  await Promise.all([installAs([newer]), installAs([eventsTemplate])]);
  await installAs([eventsTemplate]);
  await appendOne();
  expect(await mappedFields()).toContain('added');
});

test('shards and replicas are as they are set, from the next index on', async () => {
  await installAs([eventsTemplate], { ...settings, shards: 3, replicas: 2 });
  await installAs([eventsTemplate], { ...settings, shards: 2, replicas: 1 });
  await ask(server, 'PUT', `/${INDEX}`);
  const { body } = await ask(server, 'GET', `/${INDEX}/_settings`);
  expect(body[INDEX].settings.index).toMatchObject({ number_of_shards: '2', number_of_replicas: '1' });
});

test('beside the template for logs-*-* that Elasticsearch brings, our indices are no data streams', async () => {
  const builtIn = { index_patterns: [`logs-*-${NAMESPACE}-*`], priority: 100, data_stream: {}, template: {} };
  expect(await ask(server, 'PUT', '/_index_template/logs', builtIn)).toMatchObject({ status: 200 });
  await appendOne();
  await ask(server, 'DELETE', '/_index_template/logs');
  const { body } = await ask(server, 'GET', `/${INDEX}/_count`);
  expect(body.count).toBeLessThanOrEqual(1);
  expect(await mappedFields()).toContain('message');
});

test('a team adds fields and settings of its own in one component template', async () => {
  const template = { mappings: { properties: { 'team.name': { type: 'keyword' } } } };
  await ask(server, 'PUT', `/_component_template/sysmon-custom-${NAMESPACE}`, { template });
  await appendOne();
  expect(await mappedFields()).toContain('team');
});

test('a template that changed has a new version: an installed one is never written again', () => {
  const prints = [eventsTemplate, deadLettersTemplate].map((template) => {
    const { version, settings, mappings } = template;
    const print = createHash('sha256')
      .update(JSON.stringify([settings, mappings]))
      .digest('hex');
    return `${template.name} v${version} ${print.slice(0, 12)}`;
  });
  expect(prints).toEqual(['events v1 e0baaa6163f4', 'dead-letters v1 d03b35c843cd']);
});
