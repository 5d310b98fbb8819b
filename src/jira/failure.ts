import { isApiError, isNetworkError, isRateLimitError, isSchemaMismatchError } from 'jira.js/core';
import { z } from 'zod';
import { RejectedError, UpstreamError } from '../core/errors.ts';

/** The request never left: nobody can have done it. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

const ErrorBody = z.object({
  errorMessages: z.array(z.string()).catch([]),
  errors: z.record(z.string(), z.string()).catch({}),
});

const ADVICE: Record<number, string> = {
  401: 'Check JIRA_EMAIL and JIRA_API_TOKEN; a new token is made at https://id.atlassian.com/manage-profile/security/api-tokens.',
  403: 'Give the Jira account the permissions Browse projects, Create issues and Add comments in this project.',
  404: 'Check the key; Jira also answers so where the account lacks the permission Browse projects.',
};

/** Turns what jira.js throws into whose fault it is: a refusal with Jira's own words, or an outage that may have done it all the same. */
export function asOurs(error: unknown): unknown {
  if (isRateLimitError(error)) {
    const wait = error.retryAfterMs === undefined ? {} : { retryAfter: error.retryAfterMs };
    return new UpstreamError('JIRA_429', 'Jira asks us to wait', { cause: error, ...wait });
  }
  if (isApiError(error)) return ofStatus(error.status, error.body, error);
  if (isNetworkError(error)) {
    const doubtful = !UNSENT.has(error.code ?? '');
    return new UpstreamError('JIRA_UNREACHABLE', `Jira can't be reached (${error.code ?? error.message})`, {
      cause: error,
      doubtful,
    });
  }
  if (isSchemaMismatchError(error)) {
    return new UpstreamError('JIRA_REPLY', `Jira's reply makes no sense: ${error.message}`, {
      cause: error,
      doubtful: true,
    });
  }
  return error;
}

function ofStatus(status: number, body: unknown, cause: unknown): Error {
  const said = wordsOf(body);
  if (status >= 500 || status === 408) {
    return new UpstreamError(`JIRA_${status}`, `Jira answered ${status}`, { cause, doubtful: true });
  }
  const message = said || `Jira answered ${status}`;
  const advice = ADVICE[status] ?? 'Change what Jira names and try again.';
  return new RejectedError(`JIRA_${status}`, message, advice, { cause });
}

/** Jira's own messages as one line: `priority: The priority selected is invalid.` */
function wordsOf(body: unknown): string {
  const parsed = ErrorBody.safeParse(body);
  if (!parsed.success) return '';
  const fields = Object.entries(parsed.data.errors).map(([field, message]) => `${field}: ${message}`);
  return [...parsed.data.errorMessages, ...fields].join(' ');
}
