import { RejectedError } from '../core/errors.ts';
import type { Card } from './blocks.ts';
import { section } from './blocks.ts';
import type { NativeCharts } from './native-charts.ts';

const LAYOUT_REFUSED = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
]);

function isLayoutRefused(error: unknown): boolean {
  return error instanceof RejectedError && LAYOUT_REFUSED.has(error.code);
}

/**
 * Sends a card in the best look that Slack takes: with its native chart, without it, and at last as text alone. A layout that Slack refuses
 * never costs a message.
 */
export async function sendBestLook<T>(
  charts: NativeCharts,
  card: (nativeCharts: boolean) => Card,
  send: (card: Card) => Promise<T>,
): Promise<T> {
  const hadCharts = await charts.allowed();
  if (hadCharts) {
    const sent = await attempt(() => send(card(true)));
    if (sent) return sent.value;
  }
  const sent = await attempt(() => send(card(false)));
  if (sent && hadCharts) await charts.refused();
  if (sent) return sent.value;
  const { text } = card(false);
  return send({ text, blocks: [section(text)] });
}

/** Undefined if Slack refused the layout. */
async function attempt<T>(send: () => Promise<T>): Promise<{ value: T } | undefined> {
  try {
    return { value: await send() };
  } catch (error) {
    if (isLayoutRefused(error)) return undefined;
    throw error;
  }
}
