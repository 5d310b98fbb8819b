import { z } from 'zod';
import { RejectedError, UpstreamError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { isRefusal, type Refusal, refusal } from '../../core/refusal.ts';
import { type Clock, SECOND } from '../../core/time.ts';
import type { Card } from '../blocks.ts';
import type { Call } from '../call.ts';
import { sendBestLook } from '../looks.ts';
import type { NativeCharts } from '../native-charts.ts';
import { findMessage, type Marker } from './find-message.ts';
import type { Pacer } from './pacer.ts';
import type { Deliveries, Delivery } from './record.ts';

export interface MessageTools {
  call: Call;
  deliveries: Deliveries;
  pacer: Pacer;
  charts: NativeCharts;
  clock: Clock;
  log: Log;
  /** A word nobody else has. */
  nonce: () => string;
}

/** What one message should be just now. */
export interface Wish {
  channel: string;
  threadTs?: string | undefined;
  /** The versions of what it is made of: equal means current. */
  shown: string;
  /** False: it is over, or muted. What is posted is still kept current; what is not is never posted. */
  wanted: boolean;
  card(nativeCharts: boolean): Card;
  /** How it is found again in the channel. */
  marker: Marker;
}

const Posted = z.object({ ts: z.string() });
/** Longer than any call may take: its worker is gone. */
const ABANDONED = 30 * SECOND;

/**
 * Brings one message to what is wished: posts it once, changes it after that. The intent is written before the call, by one worker at a time;
 * after a doubt the channel is looked through before anything is posted. The wish is read again by whoever holds the intent: it may be over, or
 * newer, by then, and an older one never overwrites a newer.
 */
export async function keepCurrent(
  key: string,
  read: () => Promise<Wish>,
  tools: MessageTools,
): Promise<Delivery> {
  const wish = await read();
  const before = (await tools.deliveries.get(key))?.data;
  if (before?.shown === wish.shown && !before.intent) return before;
  if (!before?.ts && !before?.intent && !wish.wanted) return settle(key, wish, tools);
  if (!before?.ts) await tools.pacer.turn(wish.channel);
  const { mine, doubt } = await claim(key, wish, tools);
  try {
    const newest = await read();
    const ts = await bring(mine, doubt, newest, tools);
    return await release(key, mine, newest, ts, tools);
  } catch (error) {
    await giveUp(key, mine, error, tools);
    throw error;
  }
}

async function settle(key: string, wish: Wish, { deliveries }: MessageTools): Promise<Delivery> {
  const { channel, threadTs, shown } = wish;
  return (await deliveries.change<never>(key, (now) => ({ ...now, channel, threadTs, shown }))).data;
}

interface Claim {
  mine: Delivery;
  /** Since when a message may be there that we know nothing of. */
  doubt: number | undefined;
}

async function claim(key: string, wish: Wish, tools: MessageTools): Promise<Claim> {
  const at = tools.clock.now();
  let doubt: number | undefined;
  const claimed = await tools.deliveries.change<Refusal>(key, (now) => {
    const held = now?.intent;
    if (held && !held.doubtful && at - held.at < ABANDONED) return refusal('someone is at it');
    const place = now?.ts ? now : { channel: wish.channel, threadTs: wish.threadTs };
    doubt = now?.channel === place.channel ? held?.since : undefined;
    const intent = { at, since: doubt ?? at, nonce: tools.nonce(), doubtful: false };
    return { ...now, channel: place.channel, threadTs: place.threadTs, intent };
  });
  if (!isRefusal(claimed)) return { mine: claimed.data, doubt };
  throw new UpstreamError('in_progress', `another worker is at ${key}`, { retryAfter: SECOND });
}

/** Returns where the message is now; undefined if there is none and none is wanted. */
async function bring(mine: Delivery, doubt: number | undefined, wish: Wish, tools: MessageTools) {
  const found =
    mine.ts ?? (doubt === undefined ? undefined : await findMessage(mine, doubt, wish.marker, tools.call));
  if (found && (await update(mine.channel, found, wish, tools))) return found;
  return wish.wanted ? post(mine, wish, tools) : undefined;
}

/** False if the message is gone: somebody deleted it. */
async function update(channel: string, ts: string, wish: Wish, tools: MessageTools): Promise<boolean> {
  try {
    await sendBestLook(tools.charts, wish.card, (card) =>
      tools.call('chat.update', { channel, ts, ...card, metadata: wish.marker }, Posted),
    );
    return true;
  } catch (error) {
    if (error instanceof RejectedError && error.code === 'message_not_found') return false;
    throw error;
  }
}

async function post({ channel, threadTs }: Delivery, wish: Wish, tools: MessageTools): Promise<string> {
  const fixed = {
    channel,
    thread_ts: threadTs,
    metadata: wish.marker,
    unfurl_links: false,
    unfurl_media: false,
  };
  try {
    const { ts } = await sendBestLook(tools.charts, wish.card, (card) =>
      tools.call('chat.postMessage', { ...fixed, ...card }, Posted),
    );
    return ts;
  } catch (error) {
    const wait = error instanceof UpstreamError ? error.retryAfter : undefined;
    if (wait !== undefined) await tools.pacer.hold(channel, wait);
    throw error;
  }
}

/** If somebody else took over while this call hung, and has a message of their own, ours goes. */
async function release(
  key: string,
  mine: Delivery,
  wish: Wish,
  ts: string | undefined,
  tools: MessageTools,
): Promise<Delivery> {
  const postedAt = mine.postedAt ?? tools.clock.now();
  const { data } = await tools.deliveries.change<never>(key, (now = mine) => {
    if (now.intent?.nonce !== mine.intent?.nonce && now.ts && now.ts !== ts) return now;
    const { intent, problem, ...rest } = now;
    const keep = intent?.nonce === mine.intent?.nonce ? {} : { intent };
    return { ...rest, ...keep, shown: wish.shown, ts, ...(ts ? { postedAt } : {}) };
  });
  if (ts && data.ts !== ts) await tools.call('chat.delete', { channel: mine.channel, ts }, z.object({}));
  return data;
}

async function giveUp(key: string, mine: Delivery, error: unknown, tools: MessageTools): Promise<void> {
  const doubtful = !(error instanceof RejectedError) && !(error instanceof UpstreamError && !error.doubtful);
  const at = tools.clock.now();
  await tools.deliveries.change<never>(key, (now = mine) => {
    const { intent, ...rest } = now;
    if (!intent || intent.nonce !== mine.intent?.nonce) return now;
    const open = doubtful || intent.since !== intent.at ? { intent: { ...intent, doubtful: true } } : {};
    const problem =
      error instanceof RejectedError ? { code: error.code, advice: error.advice, at } : undefined;
    return { ...rest, ...open, ...(problem ? { problem } : {}) };
  });
}
