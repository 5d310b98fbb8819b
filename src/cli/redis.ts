import { Redis } from 'ioredis';
import { RejectedError } from '../core/errors.ts';
import { SECOND } from '../core/time.ts';

/** Says which Redis answers; BullMQ needs 6.2 or newer, and one that never evicts keys. */
export async function checkRedis(url: string): Promise<string> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5 * SECOND, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    const info = await redis.info();
    const version = info.match(/redis_version:(\S+)/)?.[1] ?? 'unknown';
    const policy = info.match(/maxmemory_policy:(\S+)/)?.[1];
    if (policy && policy !== 'noeviction') {
      const advice = 'Set maxmemory-policy to noeviction: jobs must not be evicted.';
      throw new RejectedError('REDIS_EVICTS', `Redis may evict jobs (${policy})`, advice);
    }
    return `answers, version ${version}`;
  } finally {
    redis.disconnect();
  }
}
