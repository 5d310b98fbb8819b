import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '../../../src/core/time.ts';
import type { Address } from '../cloudwatch.ts';
import { openFeed } from '../feed.ts';

/** Applications that log without a pause: each line of a service has its number, every fourth is an error. */
export interface Load {
  services: readonly string[];
  /** Lines that each service has written so far. */
  written(): number;
  stop(): Promise<void>;
}

const TURN = SECOND / 4;

export async function startLoad(
  address: Address,
  services: readonly string[],
  linesATurn = 5,
): Promise<Load> {
  const feeds = await Promise.all(services.map((service) => openFeed(address, `/load/${service}`)));
  const stopping = new AbortController();
  let written = 0;
  let last = 0;

  async function turn(): Promise<void> {
    const lines = Array.from({ length: linesATurn }, (_, index) => {
      last = Math.max(last + 1, Date.now());
      return { at: last, text: textOf(written + index) };
    });
    await Promise.all(feeds.map((feed) => feed.put(lines)));
    written += linesATurn;
  }

  async function goOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await turn();
      await sleep(TURN, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const going = goOn();
  return {
    services,
    written: () => written,
    stop: async () => {
      stopping.abort();
      await going;
      for (const feed of feeds) feed.close();
    },
  };
}

function textOf(number: number): string {
  return number % 4 === 0 ? `ERROR line ${number} payment refused` : `INFO line ${number} order stored`;
}
