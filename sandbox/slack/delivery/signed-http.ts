import { createHmac } from 'node:crypto';
import { type Clock, SECOND } from '../../../src/core/time.ts';
import { ACK_WITHIN, type Delivery, type Kind, type Outcome, type Payload, type Retry } from './delivery.ts';

/** Posts to the app as Slack does: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function createSignedHttp(secret: string, clock: Clock, url: () => string): Delivery {
  return {
    send: async (kind, payload, retry) => {
      const body = bodyOf(kind, payload);
      const timestamp = String(Math.floor(clock.now() / SECOND));
      const headers = {
        'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': signature(secret, timestamp, body),
        ...retryHeaders(retry),
      };
      return post(url(), headers, body);
    },
  };
}

/** Slack's version 0: HMAC-SHA256 of `v0:<timestamp>:<body>`. */
export function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

async function post(url: string, headers: Record<string, string>, body: string): Promise<Outcome> {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(ACK_WITHIN),
    });
    const text = await reply.text();
    if (!reply.ok) return { acked: false, error: 'dispatch_failed' };
    const isJson = reply.headers.get('content-type')?.includes('json') ?? false;
    return { acked: true, payload: isJson && text ? JSON.parse(text) : text };
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    return { acked: false, error: late ? 'operation_timeout' : 'dispatch_failed' };
  }
}

function bodyOf(kind: Kind, payload: Payload): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(
    Object.entries(payload).map(([name, value]) => [name, String(value)]),
  ).toString();
}

function retryHeaders(retry: Retry | undefined): Record<string, string> {
  return retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {};
}
