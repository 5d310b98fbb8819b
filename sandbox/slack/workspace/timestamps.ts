import type { Clock } from '../../../src/core/time.ts';

const MICROS = 1_000_000;

/** Slack's `1732464000.000100`: seconds and microseconds, each one unique and later than the one before. */
export function createTimestamps(clock: Clock, after: string): () => string {
  let last = after === '' ? 0 : microsOf(after);
  return () => {
    last = Math.max(clock.now() * 1_000, last + 1);
    return `${Math.floor(last / MICROS)}.${String(last % MICROS).padStart(6, '0')}`;
  };
}

function microsOf(ts: string): number {
  const [seconds, micros] = ts.split('.');
  return Number(seconds) * MICROS + Number(micros);
}
