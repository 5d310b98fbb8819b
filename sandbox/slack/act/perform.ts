import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackContext } from '../context.ts';
import { ACK_WITHIN } from '../delivery/delivery.ts';
import type { ActResult, View } from '../page-api.ts';
import { SlackError } from '../slack-error.ts';
import { openScreen, type Screen } from './screen.ts';

/** A reply often comes in parts (a message, then its parent's count): milliseconds to let them all in. */
const GRACE = 60;

/** How an act went, beside what becomes visible. */
export interface Acted {
  error?: string;
  errors?: Record<string, string>;
  view?: View;
  /** Nothing more is to be expected. */
  done?: boolean;
}

/** Does what a person does, waits for what they would see, and answers with it. */
export async function perform(
  context: SlackContext,
  { user, wait_ms }: { user: string; wait_ms?: number | undefined },
  act: (screen: Screen) => Promise<Acted>,
): Promise<ActResult> {
  const screen = openScreen(context.feed, user);
  try {
    const began = performance.now();
    const { done, ...acted } = await attempt(act, screen);
    const settled = done || acted.error !== undefined || acted.errors !== undefined;
    if (wait_ms !== undefined) await sleep(Math.max(0, wait_ms - (performance.now() - began)));
    else if (!settled) await firstReply(screen, ACK_WITHIN - (performance.now() - began));
    return { ok: !acted.error && !acted.errors, ...screen.seen(), ...acted };
  } finally {
    screen.close();
  }
}

async function firstReply(screen: Screen, within: number): Promise<void> {
  await screen.firstReply(Math.max(0, within));
  await sleep(GRACE);
}

async function attempt(act: (screen: Screen) => Promise<Acted>, screen: Screen): Promise<Acted> {
  try {
    return await act(screen);
  } catch (error) {
    if (error instanceof SlackError) return { error: error.code };
    throw error;
  }
}
