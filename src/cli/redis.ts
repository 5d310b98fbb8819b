import { Redis } from 'ioredis';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import { SECOND } from '../core/time.ts';
import { within } from '../core/within.ts';

const OLDEST = [6, 2] as const;
const TO_ANSWER = 5 * SECOND;

/**
 * Says which Redis answers. Rejects with a `RejectedError` if it is too old for BullMQ or may evict keys, and with an `UpstreamError` if it can't be
 * reached.
 */
export async function checkRedis(url: string): Promise<string> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: TO_ANSWER, retryStrategy: () => null });
  let problem = 'no answer';
  redis.on('error', (error) => {
    problem = error.message;
  });
  const away = () => new UpstreamError('REDIS_UNREACHABLE', `Redis can't be reached (${problem})`);
  try {
    const info = await within(TO_ANSWER, ask(redis), away).catch(() => Promise.reject(away()));
    const fault = faultOfRedis(info);
    if (fault) throw fault;
    return `answers, version ${versionIn(info)}`;
  } finally {
    redis.disconnect();
  }
}

async function ask(redis: Redis): Promise<string> {
  await redis.connect();
  return redis.info();
}

/** What a person has to mend, from the answer to `INFO`. */
export function faultOfRedis(info: string): RejectedError | undefined {
  const version = versionIn(info);
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    const advice =
      'The queues need Redis 6.2, better 7 or newer: upgrade it, or take REDIS_URL out to use PostgreSQL.';
    return new RejectedError('REDIS_OLD', `Redis ${version} is too old`, advice);
  }
  const policy = /maxmemory_policy:(\S+)/.exec(info)?.[1];
  if (policy === undefined || policy === 'noeviction') return undefined;
  const advice = 'Set maxmemory-policy to noeviction in redis.conf: a job that is evicted is never done.';
  return new RejectedError('REDIS_EVICTS', `Redis may evict jobs (maxmemory-policy is ${policy})`, advice);
}

function versionIn(info: string): string {
  return /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown';
}
