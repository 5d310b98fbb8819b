import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../../src/core/log.ts';
import { openElasticsearchStore } from '../../src/store/elasticsearch/elasticsearch-store.ts';
import type { ElasticsearchSettings } from '../../src/store/elasticsearch/settings.ts';
import { type Certificates, makeCertificates } from '../support/elasticsearch/certificates.ts';
import {
  type ElasticsearchServer,
  START_TIMEOUT,
  startElasticsearch,
} from '../support/elasticsearch/server.ts';
import { NOON, sampleEvent } from '../support/sample-event.ts';

let server: ElasticsearchServer;
let certificates: Certificates;
let caFile: string;
let folder: string;

beforeAll(async () => {
  certificates = await makeCertificates();
  folder = await mkdtemp(join(tmpdir(), 'sysmon-cloud-'));
  caFile = join(folder, 'authority.pem');
  await writeFile(caFile, certificates.authority);
  server = await startElasticsearch({
    major: '9',
    settings: {
      'xpack.security.http.ssl.enabled': 'true',
      'xpack.security.http.ssl.key': 'server.key',
      'xpack.security.http.ssl.certificate': 'server.pem',
    },
    files: { 'server.key': certificates.key, 'server.pem': certificates.chain },
  });
}, START_TIMEOUT);

afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

/** Opens a store and uses it. */
async function storeOne(settings: Partial<ElasticsearchSettings>): Promise<number> {
  const { username, password } = server;
  const given = { username, password, namespace: 'cloud', shards: 1, replicas: 0, ...settings };
  const store = await openElasticsearchStore(given, { clock: { now: () => NOON }, log: silentLog });
  await store.events.append([sampleEvent('a')]);
  const found = await store.events.find({ window: { from: 0, to: NOON * 2 } }, 10);
  await store.close();
  return found.length;
}

test('a server with a certificate of its own authority is trusted by file', async () => {
  expect(await storeOne({ url: server.url, caFile })).toBe(1);
});

test('or by fingerprint, however it is written', async () => {
  const { fingerprint } = certificates;
  expect(await storeOne({ url: server.url, caFingerprint: fingerprint })).toBe(1);
  expect(
    await storeOne({ url: server.url, caFingerprint: fingerprint.replaceAll(':', '').toLowerCase() }),
  ).toBe(1);
});

test('who shows that certificate without being signed by it is not trusted, and gets no password', async () => {
  const other = await makeCertificates();
  const leaf = other.chain.slice(0, other.chain.length - other.authority.length);
  const asked: string[] = [];
  const impostor = createServer(
    { key: other.key, cert: leaf + certificates.authority },
    ({ url = '' }, reply) => {
      asked.push(url);
      reply.end();
    },
  ).listen(0, '127.0.0.1');
  await once(impostor, 'listening');
  const { port } = impostor.address() as AddressInfo;
  const settings = { url: `https://127.0.0.1:${port}`, caFingerprint: certificates.fingerprint };
  await expect(storeOne(settings)).rejects.toMatchObject({ code: 'STORE_REFUSED' });
  expect(asked).toEqual([]);
  impostor.close();
});

test('an Elastic Cloud id stands for an address', async () => {
  const { port } = new URL(server.url);
  const cloudId = `sysmon:${Buffer.from(`1:${port}$127.0.0`).toString('base64')}`;
  expect(await storeOne({ cloudId, caFile })).toBe(1);
});

test('without either, or with another fingerprint, nothing is sent, and it is said what to set', async () => {
  const refused = { code: 'STORE_REFUSED', advice: expect.stringContaining('ELASTICSEARCH_CA_F') };
  await expect(storeOne({ url: server.url })).rejects.toMatchObject(refused);
  await expect(storeOne({ url: server.url, caFingerprint: 'ab'.repeat(32) })).rejects.toMatchObject(refused);
});

test('a wrong password or key is refused in words that hold neither', async () => {
  const secret = 'hunter2-hunter2';
  const wrong = [
    { password: secret },
    { username: undefined, password: undefined, apiKey: btoa(`id:${secret}`) },
  ];
  for (const settings of wrong) {
    const error: unknown = await storeOne({ url: server.url, caFile, ...settings }).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'STORE_REFUSED', advice: expect.stringContaining('privileges') });
    const told = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
    for (const form of [secret, btoa(`id:${secret}`), btoa(`${server.username}:${secret}`)])
      expect(told).not.toContain(form);
  }
});

test('settings that can’t be right stop the start, each by its name', async () => {
  const fault = (words: string) => ({ faults: [expect.stringContaining(words)] });
  await expect(storeOne({ url: 'https://' })).rejects.toMatchObject(fault('ELASTICSEARCH_URL'));
  await expect(storeOne({ cloudId: 'nothing' })).rejects.toMatchObject(fault('ELASTICSEARCH_CLOUD_ID'));
  const missing = { url: server.url, caFile: join(folder, 'none.pem') };
  await expect(storeOne(missing)).rejects.toMatchObject(fault('ELASTICSEARCH_CA_FILE'));
});
