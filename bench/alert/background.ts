import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '../../src/core/time.ts';
import type { Scene } from './scene.ts';

export interface Background {
  /** Resolves with the lines a second that were stored. */
  stop(): Promise<number>;
}

const SERVICES = ['api', 'web', 'checkout', 'search', 'mail'];
const TURN = SECOND / 5;

/** Lines that lead to nothing, evenly over the time, in requests of a fifth of a second. */
export function startBackground({ send }: Scene, rate: number): Background {
  const stopping = new AbortController();
  const began = Date.now();
  let sent = 0;

  async function goOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      const due = Math.floor(((Date.now() - began) * rate) / SECOND) - sent;
      const service = SERVICES[sent % SERVICES.length] ?? 'api';
      const lines = Array.from({ length: due }, (_, index) => lineOf(sent + index));
      if (due > 0) await send(service, lines);
      sent += due;
      await sleep(TURN);
    }
  }

  const going = goOn();
  // Told by `stop`, whenever that is.
  going.catch(() => {});
  return {
    stop: async () => {
      stopping.abort();
      await going;
      return sent / ((Date.now() - began) / SECOND);
    },
  };
}

function lineOf(number: number): string {
  return JSON.stringify({
    level: 'info',
    message: `order ${number} stored`,
    http: { request: { method: 'POST' }, response: { status_code: 201 } },
    url: { path: `/orders/${number}` },
    'event.duration': (5 + (number % 90)) * 1e6,
  });
}
