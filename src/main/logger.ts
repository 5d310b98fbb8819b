import { pino } from 'pino';
import type { Log } from '../core/log.ts';

/** Fields that must never be written, wherever they are. */
const SECRETS = [
  'token',
  'apiToken',
  'botToken',
  'appToken',
  'signingSecret',
  'secretAccessKey',
  'password',
  'authorization',
];

/**
 * JSON lines for machines, on the standard output or in `file`. Lines that can't be written (a full disk, a reader that is gone) are kept for the
 * next try, and no reason to stop.
 */
export function createLog(level: string, file?: string): Log {
  const redact = SECRETS.flatMap((name) => [name, `*.${name}`]);
  const destination = pino.destination(file ? { dest: file, mkdir: true } : { fd: 1 });
  destination.on('error', () => {});
  return pino({ level, redact, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
