import type { Clock, Read, Words } from './piece.ts';

const NAMED: Readonly<Record<string, number>> = { noon: 12 * 60, midday: 12 * 60, midnight: 0 };

/** Minutes east of UTC of the zone names that mean one thing only. */
const OFFSETS: Readonly<Record<string, number>> = {
  utc: 0, gmt: 0, z: 0, cet: 60, cest: 120, est: -300, edt: -240, pst: -480, pdt: -420,
}; // biome-ignore format: a list to read

export const CLOCK_WORDS: readonly string[] = Object.keys(NAMED);

/** `9am`, `9:30 pm`, `14:00`, `noon`, `14:00 UTC`; with `barely` also a bare hour, `9`. */
export function readClock(words: Words, at: number, barely: boolean): Read<Clock> | undefined {
  const named = NAMED[words[at] ?? ''];
  if (named !== undefined) return withZone({ minutes: named }, words, at + 1);
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2}))?(a\.?m|p\.?m)?(z)?$/.exec(words[at] ?? '');
  if (!match) return undefined;
  const [, hours, minutes, seconds, joined, zulu] = match;
  const apart = /^(a\.?m|p\.?m)$/.test(words[at + 1] ?? '') ? words[at + 1] : undefined;
  const half = joined ?? apart;
  const plain = minutes === undefined && half === undefined;
  const next =
    at + (joined === undefined && apart ? 2 : 1) + (/^o'?clock$/.test(words[at + 1] ?? '') ? 1 : 0);
  if (plain && !barely && next === at + 1) return undefined;
  if (words[at]?.includes('.') && !half && minutes) return undefined;
  const clock = clockOf(Number(hours), Number(minutes ?? 0), half?.replace('.', ''));
  if (!clock) return undefined;
  return withZone(
    {
      ...clock,
      ...(seconds && { seconds: Number(seconds) }),
      ...(plain && { bare: true }),
      ...(zulu && { offset: 0 }),
    },
    words,
    next,
  );
}

function clockOf(hours: number, minutes: number, half: string | undefined): Clock | undefined {
  if (minutes > 59) return undefined;
  if (half && (hours < 1 || hours > 12)) return undefined;
  if (!half) return hours * 60 + minutes <= 24 * 60 ? { minutes: hours * 60 + minutes } : undefined;
  return { minutes: ((hours % 12) + (half === 'pm' ? 12 : 0)) * 60 + minutes };
}

function withZone(clock: Clock, words: Words, next: number): Read<Clock> {
  const offset = OFFSETS[words[next] ?? ''];
  return offset === undefined ? { value: clock, next } : { value: { ...clock, offset }, next: next + 1 };
}
