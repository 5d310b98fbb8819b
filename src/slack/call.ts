import { type RetryOptions, WebClient, type WebClientOptions } from '@slack/web-api';
import type { z } from 'zod';
import type { Log } from '../core/log.ts';
import { SECOND } from '../core/time.ts';
import { boltLogger } from './bolt-logger.ts';
import { toCoreError } from './call-errors.ts';
import type { SlackSettings } from './settings.ts';

/** One call of the Web API: the reply is parsed; a failure is an `UpstreamError` or a `RejectedError` whose `code` is Slack's own word. */
export type Call = <S extends z.ZodType>(
  method: string,
  args: Record<string, unknown>,
  reply: S,
) => Promise<z.infer<S>>;

/** No call may take longer; an intent that is older than this is a doubt. */
export const CALL_TIMEOUT = 10 * SECOND;
/** The SDK would POST again after a 5xx: one message would be two. We look first, and try again by ourselves. */
const NO_RETRY: RetryOptions = { retries: 0, maxTimeout: SECOND };

/** A new object each time: Bolt's socket receiver changes the one it gets. */
export function clientOptions(settings: Pick<SlackSettings, 'apiUrl'>, log: Log): WebClientOptions {
  return {
    ...(settings.apiUrl ? { slackApiUrl: settings.apiUrl } : {}),
    logger: boltLogger(log),
    retryConfig: { ...NO_RETRY },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT,
  };
}

export function openCalls(token: string, settings: Pick<SlackSettings, 'apiUrl'>, log: Log): Call {
  const client = new WebClient(token, clientOptions(settings, log));
  return async (method, args, reply) => {
    try {
      return reply.parse(await client.apiCall(method, args));
    } catch (error) {
      throw toCoreError(method, error);
    }
  };
}
