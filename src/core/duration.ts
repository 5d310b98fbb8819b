import { z } from 'zod';
import { DAY, HOUR, MINUTE, SECOND } from './time.ts';

const UNITS: Readonly<Record<string, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** A length of time as people write it in settings: `90s`, `15m`, `1h`, `14d`. Parsed it is milliseconds. */
export const Duration = z
  .string()
  .regex(/^\d+[smhd]$/, 'a number and s, m, h or d, such as 90s, 15m, 1h or 14d')
  .transform((text) => Number.parseInt(text, 10) * (UNITS[text.slice(-1)] ?? 0));

export const SomeTime = Duration.refine((duration) => duration > 0, 'more than 0s');
