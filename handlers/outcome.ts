import { z } from 'zod';
import { isRefusal } from '../src/core/refusal.ts';
import { type Card, section } from '../src/slack/blocks.ts';
import { sendBestLook } from '../src/slack/looks.ts';
import { respond } from '../src/slack/respond.ts';
import { escapeText } from '../src/slack/text.ts';
import type { Reply } from './ask/reply.ts';
import type { HandlerContext, Outcome } from './handler.ts';

/** Where a reply goes: by the address Slack gave for it, or as a message. */
export type Destination = { responseUrl: string } | { channel: string; threadTs?: string | undefined };

interface Shown {
  look: Reply;
  inChannel: boolean;
  /** Without charts: nothing has to be looked up for it, so that it is said while the store is away. */
  plain?: boolean;
}

/** Shows what came of it, if there is anything to show. */
export async function showOutcome(
  outcome: Outcome,
  to: Destination,
  { call, charts, log }: HandlerContext,
): Promise<void> {
  const shown = shownOf(outcome);
  if (!shown) return;
  const send = (card: Card): Promise<unknown> => {
    if ('responseUrl' in to) return respond(to.responseUrl, card, { inChannel: shown.inChannel });
    const message = { channel: to.channel, thread_ts: to.threadTs, unfurl_links: false, ...card };
    return call('chat.postMessage', message, z.object({}));
  };
  try {
    await (shown.plain ? send(shown.look(false)) : sendBestLook(charts, shown.look, send));
  } catch (error) {
    log.error({ error: String(error) }, 'a reply did not reach Slack');
  }
}

function shownOf(outcome: Outcome): Shown | undefined {
  if (outcome === undefined) return undefined;
  if (typeof outcome === 'function') return { look: outcome, inChannel: false };
  if (isRefusal(outcome)) return { look: () => refusalCard(outcome.refused), inChannel: false, plain: true };
  if ('shared' in outcome) return { look: outcome.shared, inChannel: true };
  if ('blocks' in outcome) return { look: () => outcome, inChannel: false };
  return undefined;
}

function refusalCard(reason: string): Card {
  const text = `⚠️ ${escapeText(reason.charAt(0).toUpperCase() + reason.slice(1), 2_500)}`;
  return { text, blocks: [section(text)] };
}
