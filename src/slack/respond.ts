import { z } from 'zod';
import { RejectedError, UpstreamError } from '../core/errors.ts';
import type { Card } from './blocks.ts';
import { CALL_TIMEOUT } from './call.ts';

export interface ResponseOptions {
  /** Everyone in the channel sees it. */
  inChannel?: boolean;
  /** The message that was clicked makes way. */
  replaceOriginal?: boolean;
}

const Refused = z.object({ ok: z.literal(false), error: z.string() });

/** Answers a command or a click by its `response_url`: five times within half an hour, and also where the bot is no member. */
export async function respond(url: string, card: Card, options: ResponseOptions = {}): Promise<void> {
  const { inChannel = false, replaceOriginal = false } = options;
  const kind = inChannel ? 'in_channel' : 'ephemeral';
  const body = { ...card, response_type: kind, replace_original: replaceOriginal };
  const reply = await post(url, JSON.stringify(body));
  const text = await reply.text();
  const code = refusedCode(text);
  if (reply.status >= 500) throw new UpstreamError(`http_${reply.status}`, 'Slack did not take the answer');
  if (reply.ok && !code) return;
  throw new RejectedError(
    code ?? `http_${reply.status}`,
    `Slack refused the answer: ${code ?? text.slice(0, 200)}`,
    'Ask again.',
  );
}

async function post(url: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  try {
    return await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(CALL_TIMEOUT) });
  } catch (cause) {
    throw new UpstreamError('unreachable', 'Slack did not take the answer', { doubtful: true, cause });
  }
}

function refusedCode(text: string): string | undefined {
  try {
    return Refused.safeParse(JSON.parse(text)).data?.error;
  } catch {
    return /^[a-z_]+$/.test(text) && text !== 'ok' ? text : undefined;
  }
}
