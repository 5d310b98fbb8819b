import type { LogEvent } from '../core/event.ts';
import { binOf } from '../core/sketch.ts';

/** `2xx` and so on; undefined where there is no status. */
export function statusClass(event: LogEvent): string | undefined {
  const status = event['http.response.status_code'];
  return status === undefined ? undefined : `${Math.floor(status / 100)}xx`;
}

export function durationBin(event: LogEvent): number | undefined {
  const duration = event['event.duration'];
  return duration === undefined || !Number.isFinite(duration) ? undefined : binOf(duration);
}
