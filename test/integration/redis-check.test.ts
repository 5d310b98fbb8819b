import { expect, inject, onTestFinished, test } from 'vitest';
import { checkRedis, faultOfRedis } from '../../src/cli/redis.ts';
import { mortalRedis } from '../support/mortal/mortal-redis.ts';

test('a Redis that keeps its keys is well, and its version is told', async () => {
  expect(await checkRedis(inject('redisUrl') ?? '')).toMatch(/^answers, version \d+\.\d+/);
});

test('a Redis that may evict jobs is told with the setting to change', async () => {
  const redis = await mortalRedis({ 'maxmemory-policy': 'allkeys-lru' });
  onTestFinished(redis.stop);
  await expect(checkRedis(redis.url)).rejects.toMatchObject({
    message: 'Redis may evict jobs (maxmemory-policy is allkeys-lru)',
    advice: expect.stringContaining('noeviction'),
  });
});

test('a Redis that is away, or frozen, is told within seconds', async () => {
  const redis = await mortalRedis();
  onTestFinished(redis.stop);
  await redis.freeze();
  await expect(checkRedis(redis.url)).rejects.toThrow("Redis can't be reached");
  await redis.thaw();
  await redis.kill();
  await expect(checkRedis(redis.url)).rejects.toThrow('ECONNREFUSED');
  await redis.start();
});

test.each([
  ['5.0.7', false],
  ['6.0.16', false],
  ['6.2.14', true],
  ['7.0.15', true],
  ['8.2.1', true],
])('version %s will do: %s', (version, isEnough) => {
  const fault = faultOfRedis(`# Server\r\nredis_version:${version}\r\nmaxmemory_policy:noeviction\r\n`);
  expect(fault === undefined).toBe(isEnough);
  if (fault) expect(fault).toMatchObject({ code: 'REDIS_OLD', message: `Redis ${version} is too old` });
});
