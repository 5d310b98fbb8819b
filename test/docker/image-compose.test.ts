import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import { ask } from '../elasticsearch/server.ts';
import { type Compose, composeCommand, onHostNetwork } from '../support/docker/compose.ts';
import { buildImage } from '../support/docker/image.ts';
import { makeRedisImage } from '../support/docker/redis-image.ts';
import { startElasticsearch } from '../support/elasticsearch/server.ts';
import { startOutside } from '../support/outside.ts';

const host = inject('dockerHost');
const MINUTES_5 = { timeout: 300_000 };
const SECRETS = { ELASTIC_PASSWORD: 'one', REDIS_PASSWORD: 'two', ELASTICSEARCH_PASSWORD: 'three' };
const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_CHANNEL: 'C0123ABCDE' };

describe.skipIf(host === null)('the compose files', () => {
  beforeAll(async () => {
    await buildImage(host ?? '');
    await makeRedisImage(host ?? '');
  }, 600_000);

  test('are what Compose takes, with any profile', async () => {
    const sysmon = await composeCommand('docker-compose.yml', { ...SECRETS, ...SLACK });
    const all = ['elasticsearch', 'kibana', 'redis', 'setup', 'sysmon', 'worker'];
    const services = await sysmon('--profile', 'kibana', '--profile', 'worker', 'config', '--services');
    expect(services.split('\n').toSorted()).toEqual(all);
    expect(await sysmon('config')).toContain('redis://:two@redis:6379');
    const servers = await composeCommand('docker-compose.test.yml', {});
    expect((await servers('config', '--services')).split('\n').toSorted()).toEqual([
      'elasticsearch',
      'postgres',
      'redis',
    ]);
  });

  test.each(Object.keys({ ...SECRETS, ...SLACK }))('do nothing without %s', async (name) => {
    const { [name]: _, ...others }: Record<string, string> = { ...SECRETS, ...SLACK };
    const compose = await composeCommand('docker-compose.yml', others);
    await expect(compose('config')).rejects.toThrow('set it in .env');
  });

  test('bring up Redis, the setup and sysmon, which has a user of its own', MINUTES_5, async () => {
    const elasticsearch = await startElasticsearch({ major: '9' });
    onTestFinished(elasticsearch.stop);
    const password = randomUUID();
    await ask(elasticsearch, 'PUT', '/_security/role/nothing', {});
    await ask(elasticsearch, 'PUT', '/_security/user/elastic/_password', { password });
    const outside = await startOutside({ database: '' });
    onTestFinished(outside.stop);
    const [redis, http] = [await freePort(), await freePort()];
    const file = join(outside.folder, 'compose.yml');
    const adapted = await onHostNetwork({ elasticsearch: elasticsearch.url, redis, http });
    await writeFile(file, stringify(adapted, { version: '1.1' }));
    const passwords = {
      ELASTIC_PASSWORD: password,
      REDIS_PASSWORD: 'r3dis',
      ELASTICSEARCH_PASSWORD: randomUUID(),
    };
    const { SYSMON_CONFIG = '', ...reached } = outside.variables;
    const project = { COMPOSE_PROJECT_NAME: 'sysmon', DOCKER_HOST: host ?? '', SYSMON_CONFIG };
    const compose = await composeCommand(file, { ...reached, ...passwords, ...project });
    onTestFinished(async () => void (await compose('down', '--volumes', '--timeout', '5')));

    await compose('up', '--detach');
    await turnsReady(`http://127.0.0.1:${http}/readyz`, compose);
    const { body } = await ask(elasticsearch, 'GET', '/_security/user/sysmon');
    expect(body).toMatchObject({ sysmon: { roles: ['sysmon'] } });
    await compose('up', '--detach');
    await compose('stop', '--timeout', '10', 'sysmon', 'redis');
    expect(await compose('ps')).toMatch(/sysmon_1.*(Exit 0|exited \(0\))/i);
  });
});

async function turnsReady(url: string, compose: Compose): Promise<void> {
  try {
    await vi.waitFor(async () => expect((await fetch(url)).status).toBe(200), {
      timeout: 120_000,
      interval: 500,
    });
  } catch (error) {
    throw new Error(await compose('logs'), { cause: error });
  }
}
