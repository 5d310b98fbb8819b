import { gzipSync } from 'node:zlib';
import type { Log } from '../../src/core/log.ts';
import { bucketOf, type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import { type Measured, traceRequest } from './otlp-spans.ts';
import { visitsOfMinute } from './otlp-visits.ts';

/** A shop that is measured by OpenTelemetry: its browsers and the service behind them. */
export interface OtlpSender {
  /** Once the past was told for the first time, or could not be. */
  begun: Promise<void>;
  stop(): Promise<void>;
}

/** How much of the past is told at first. Its spans have the ids that they had: telling it again changes nothing. */
const HISTORY = 6 * HOUR;
const TICK = 5 * SECOND;
const MOST_SPANS = 2_000;

/** Tells the last hours, and then what goes on, to the OTLP intake at `url`. What can't be sent is sent again. */
export function playOtlp({
  url,
  token,
  clock,
  log,
}: {
  url: string;
  token: string;
  clock: Clock;
  log: Log;
}): OtlpSender {
  const stopping = new AbortController();
  let told = clock.now() - HISTORY;

  async function tell(): Promise<void> {
    const to = clock.now();
    for (const spans of inBatches(measuredBetween(told, to))) {
      const reply = await fetch(`${url}/v1/traces`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-encoding': 'gzip',
        },
        body: new Uint8Array(gzipSync(traceRequest(spans))),
        signal: stopping.signal,
      });
      if (!reply.ok) throw new Error(`the intake answered ${reply.status}: ${await reply.text()}`);
    }
    told = to;
  }

  const turn = () =>
    tell().catch((error) => {
      if (!stopping.signal.aborted)
        log.warn({ error: String(error) }, 'the shop could not send its spans; it tries again');
    });
  const begun = turn();
  let telling = begun;
  const timer = setInterval(() => {
    telling = telling.then(turn);
  }, TICK);
  return {
    begun,
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await telling;
    },
  };
}

/** A visit goes on into the next minute. */
function measuredBetween(from: Instant, to: Instant): Measured[] {
  const measured: Measured[] = [];
  for (let minute = bucketOf(from, MINUTE) - MINUTE; minute < to; minute += MINUTE)
    measured.push(...visitsOfMinute(minute).filter(({ at }) => at >= from && at < to));
  return measured;
}

function* inBatches(measured: readonly Measured[]): Generator<Measured[]> {
  for (let next = 0; next < measured.length; next += MOST_SPANS)
    yield measured.slice(next, next + MOST_SPANS);
}
