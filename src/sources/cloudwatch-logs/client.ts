import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { SECOND } from '../../core/time.ts';
import type { CloudWatchLogsSettings } from './settings.ts';

/** One attempt a call: `call.ts` retries, within the budget. */
export function openClient(region: string, settings: CloudWatchLogsSettings): CloudWatchLogsClient {
  const { endpoint, credentials } = settings;
  return new CloudWatchLogsClient({
    region,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: 5 * SECOND,
      requestTimeout: 30 * SECOND,
      throwOnRequestTimeout: true,
    },
    ...(endpoint ? { endpoint } : {}),
    ...(credentials ? { credentials: keysOf(credentials) } : {}),
  });
}

function keysOf({
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: NonNullable<CloudWatchLogsSettings['credentials']>) {
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
