import { expect, test } from 'vitest';
import { loadSettings } from '../../../src/config/settings.ts';
import { COMPLETE, faultsOf } from './settings-file.ts';

const CLUSTER = { ...COMPLETE, ELASTICSEARCH_URL: 'https://elastic.example:9200' };
const KEYED = { ...CLUSTER, ELASTICSEARCH_API_KEY: 'hunter2' };
const CLOUD = `sysmon:${btoa('cloud.example$abc$def')}`;
const namesOf = async (variables: Record<string, string | undefined>) =>
  (await faultsOf(variables)).map((fault) => fault.split(':')[0]);

test('an address and a key are enough; the data then goes there, and the rest has defaults', async () => {
  expect((await loadSettings(KEYED)).store).toMatchObject({
    kind: 'elasticsearch',
    url: 'https://elastic.example:9200/',
    apiKey: 'hunter2',
    namespace: 'default',
    shards: 1,
    replicas: 1,
  });
});

test('a user and password in the address leave it, so that nothing shows them', async () => {
  const ELASTICSEARCH_URL = 'https://sysmon:p%40ss@elastic.example:9200';
  expect((await loadSettings({ ...COMPLETE, ELASTICSEARCH_URL })).store).toMatchObject({
    url: 'https://elastic.example:9200/',
    username: 'sysmon',
    password: 'p@ss',
  });
});

test('what is there twice, or half, is a fault by its name', async () => {
  expect(await namesOf(CLUSTER)).toEqual(['ELASTICSEARCH_API_KEY']);
  expect(await namesOf({ ...KEYED, ELASTICSEARCH_CLOUD_ID: CLOUD })).toEqual(['ELASTICSEARCH_CLOUD_ID']);
  expect(await namesOf({ ...KEYED, ELASTICSEARCH_USERNAME: 'sysmon' })).toEqual(['ELASTICSEARCH_API_KEY']);
  expect(await namesOf({ ...CLUSTER, ELASTICSEARCH_USERNAME: 'a' })).toEqual(['ELASTICSEARCH_PASSWORD']);
  expect(await namesOf({ ...CLUSTER, ELASTICSEARCH_PASSWORD: 'b' })).toEqual(['ELASTICSEARCH_USERNAME']);
  expect(await namesOf({ ...COMPLETE, ELASTICSEARCH_API_KEY: 'c' })).toEqual(['ELASTICSEARCH_URL']);
});

test('a certificate needs an address that is encrypted, and no form but its own', async () => {
  const ELASTICSEARCH_CA_FINGERPRINT = 'ab'.repeat(32);
  expect(await faultsOf({ ...KEYED, ELASTICSEARCH_CA_FINGERPRINT })).toEqual([]);
  const open = { ...KEYED, ELASTICSEARCH_URL: 'http://elastic.example:9200' };
  expect(await namesOf({ ...open, ELASTICSEARCH_CA_FINGERPRINT })).toEqual(['ELASTICSEARCH_CA_FINGERPRINT']);
  expect(await namesOf({ ...open, ELASTICSEARCH_CA_FILE: 'ca.pem' })).toEqual(['ELASTICSEARCH_CA_FILE']);
  expect(await namesOf({ ...KEYED, ELASTICSEARCH_CA_FINGERPRINT: 'abc' })).toEqual([
    'ELASTICSEARCH_CA_FINGERPRINT',
  ]);
  expect(await namesOf({ ...KEYED, ELASTICSEARCH_SHARDS: '0' })).toEqual(['ELASTICSEARCH_SHARDS']);
});
