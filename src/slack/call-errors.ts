import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import { SECOND } from '../core/time.ts';

/** What a person can do about Slack's answer, by its code. */
const ADVICE: Record<string, string> = {
  invalid_auth: 'The token is wrong. Copy the Bot User OAuth Token (xoxb-…) from "OAuth & Permissions" of the app.',
  not_authed: 'No token was sent. Set SLACK_BOT_TOKEN.',
  not_allowed_token_type: 'This is another kind of token. The bot token starts with xoxb-, the app token with xapp-.',
  account_inactive: 'The app was removed from the workspace, or its user is gone. Install it again.',
  token_revoked: 'The token was revoked. Install the app again and copy the new token.',
  token_expired: 'The token has expired. Install the app again and copy the new token.',
  missing_scope: 'Add the scope in slack-manifest.yaml to the app, and install it again.',
  channel_not_found: 'Check the id of the alerts channel (C…), and invite the bot there: /invite @sysmon.',
  not_in_channel: 'Invite the bot to the alerts channel: /invite @sysmon.',
  is_archived: 'The alerts channel is archived. Unarchive it, or name another one in the settings.',
  restricted_action: 'A workspace setting keeps the app from posting there. Ask an admin of the workspace.',
  msg_too_long: 'The message was too long for Slack. Please report it with the alert id.',
  invalid_blocks: 'Slack refused the layout of the message. Please report it with the alert id.',
}; // biome-ignore format: a list to read

/** The one call with the app token. */
const CONNECT = 'apps.connections.open';
const WRONG_APP_TOKEN =
  'The app token is wrong. Make one with the scope connections:write (xapp-…) under "Basic Information" of the app, and set SLACK_APP_TOKEN.';
const APP_TOKEN_ADVICE: Record<string, string> = {
  invalid_auth: WRONG_APP_TOKEN,
  not_authed: WRONG_APP_TOKEN,
  not_allowed_token_type: WRONG_APP_TOKEN,
  token_revoked: WRONG_APP_TOKEN,
};

/** Codes that pass by themselves; the call may have been done all the same. */
const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

export function toCoreError(method: string, error: unknown): Error {
  if (error instanceof WebAPIRateLimitedError) {
    const retryAfter = error.retryAfter * SECOND;
    return new UpstreamError('ratelimited', `Slack asks to wait before ${method}`, {
      retryAfter,
      cause: error,
    });
  }
  if (error instanceof WebAPIHTTPError) {
    return doubtful(`http_${error.statusCode}`, `Slack answered ${error.statusCode} to ${method}`, error);
  }
  if (error instanceof WebAPIRequestError) {
    return doubtful('unreachable', `Slack did not answer ${method}: ${error.original.message}`, error);
  }
  if (error instanceof WebAPIPlatformError) return platformError(method, error);
  return error instanceof Error ? error : new Error(String(error));
}

function platformError(method: string, error: WebAPIPlatformError): Error {
  const code = error.data.error;
  if (code === 'ratelimited')
    return new UpstreamError(code, `Slack asks to wait before ${method}`, { cause: error });
  if (PASSING.has(code)) return doubtful(code, `Slack answered ${code} to ${method}`, error);
  const details = error.data.response_metadata?.messages?.join('; ');
  const message = `Slack refused ${method}: ${code}${details ? ` (${details})` : ''}`;
  const advice = (method === CONNECT && APP_TOKEN_ADVICE[code]) || ADVICE[code];
  return new RejectedError(code, message, advice ?? 'See https://docs.slack.dev for this code.', {
    cause: error,
  });
}

function doubtful(code: string, message: string, cause: unknown): UpstreamError {
  return new UpstreamError(code, message, { doubtful: true, cause });
}
