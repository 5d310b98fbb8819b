import { DAY, HOUR, type Instant } from '../../src/core/time.ts';

/** How busy people are, around 1: most in the afternoon UTC, least at 03:00, less on Saturdays and Sundays. */
export function season(at: Instant): number {
  const hour = (at % DAY) / HOUR;
  const day = 1 - 0.7 * Math.cos(((hour - 3) / 24) * 2 * Math.PI);
  const weekend = [0, 6].includes(new Date(at).getUTCDay());
  return weekend ? day * 0.6 : day;
}
