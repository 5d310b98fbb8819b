import { type CloudClient, createCloudClient } from 'jira.js/cloud';
import { createClient } from 'jira.js/core';
import { UpstreamError } from '../core/errors.ts';
import { SECOND } from '../core/time.ts';
import { asOurs } from './failure.ts';
import type { JiraSettings } from './settings.ts';

const TIMEOUT = 20 * SECOND;

/**
 * jira.js with what it lacks: a limit of time on every call, and errors that say whose fault it was. Its retries stay off: it would send a
 * create again that had taken effect.
 */
export function connectJira(settings: JiraSettings): CloudClient {
  const { host, email, apiToken, timeout = TIMEOUT } = settings;
  const transport = createClient({
    host,
    auth: { type: 'basic', email, apiToken },
    onSchemaMismatch: 'throw',
  });
  return createCloudClient({
    sendRequest: async (request) => {
      try {
        return await within(timeout, transport.sendRequest(request));
      } catch (error) {
        throw asOurs(error);
      }
    },
  });
}

/** jira.js takes no signal: a call that is late goes on by itself, and its result is in doubt. */
async function within<T>(limit: number, call: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const giveUp = () =>
    late.reject(
      new UpstreamError('JIRA_TIMEOUT', `Jira did not answer within ${limit} ms`, { doubtful: true }),
    );
  const timer = setTimeout(giveUp, limit);
  try {
    return await Promise.race([call, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
