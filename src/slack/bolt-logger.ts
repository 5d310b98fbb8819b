import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../core/log.ts';

/** Slack's SDKs write to our log. Their debug lines hold whole payloads, so they are left out. */
export function boltLogger(log: Log): Logger {
  const line = (parts: unknown[]) => parts.map(String).join(' ');
  return {
    debug() {},
    info: (...parts) => log.debug({ from: 'slack-sdk' }, line(parts)),
    warn: (...parts) => log.debug({ from: 'slack-sdk' }, line(parts)),
    error: (...parts) => log.warn({ from: 'slack-sdk' }, line(parts)),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
