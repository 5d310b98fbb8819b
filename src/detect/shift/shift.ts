import { z } from 'zod';
import type { Sample } from '../../core/series.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../core/time.ts';
import { emptyRarity, type Pace, Rarity, remember, surpriseOf, usualRange } from './rarity.ts';
import { emptyTrail, type Measured, measure, plain, STATISTICS, Trail } from './statistics.ts';

/** What is remembered of a series to know whether it ever was like this. */
export const ShiftState = z.object({
  trail: Trail,
  rarities: z.array(Rarity).length(STATISTICS.length),
  since: z.number().optional(),
  last: z.number().optional(),
  /** When it was last as strange as this. */
  shiftedAt: z.number().optional(),
});
export type ShiftState = z.infer<typeof ShiftState>;

export const emptyShift = (): ShiftState => ({
  trail: emptyTrail(),
  rarities: STATISTICS.map(emptyRarity),
});

export interface Shift {
  /** 1 and more: never seen. */
  strength: number;
  /** False while it was as strange within the last day: then it is the same shift. */
  fresh: boolean;
  /** Only where it is one: of the statistic that is the strangest, in the unit of the values. */
  saw?: Strange;
}

export interface Strange {
  value: number;
  expected: { low: number; high: number };
  phrase: string;
  /** False where more of it does not mean that the series is higher: its spread. */
  sided: boolean;
}

/** The largest surprise and the mean of all, in powers of ten, at which it is a shift. */
const NEVER_SEEN = 5;
/** Values closer in time than this need more: so much for each power of ten. */
const OFTEN = 5 * MINUTE;
const STRICTER = 3;
/** Known before anything is said: the daily rhythm must have been seen twice. */
const HISTORY = { values: 150, time: 2 * DAY };
/** A shift that is still there within a day is told already. */
const TOLD_FOR = DAY;
/** Remembered are 2,000 values, or a week where that is more: the weekend is known on Saturday. The mean remembers half of that. */
const MEMORY = { values: 2_000, time: 7 * DAY };

/** In place: judges a sample against what is remembered, and remembers it. `grain` is a deviation that is never news; nothing is below `lowest`. */
export function shiftAt(state: ShiftState, { at, value }: Sample, grain: number, lowest: number): Shift {
  const pace = paceOf(at - (state.last ?? at - HOUR));
  state.since ??= at;
  state.last = at;
  const measured = measure(state.trail, at, value);
  const { strongest, strangeness, usual } = strangenessOf(state, measured, grain, pace);
  const strength = strangeness / neededAt((at - state.since) / state.trail.count);
  const known = state.trail.count > HISTORY.values && at - state.since >= HISTORY.time;
  if (!known || strength < 1) return { strength: known ? strength : 0, fresh: true };
  const fresh = state.shiftedAt === undefined || at - state.shiftedAt >= TOLD_FOR;
  state.shiftedAt = at;
  return { strength, fresh, saw: inPlainUnits(strongest, measured, usual, lowest) };
}

function strangenessOf(state: ShiftState, measured: Measured, grain: number, pace: Pace) {
  let strongest = 0;
  let top = -1;
  let sum = 0;
  let usual = { low: 0, high: 0 };
  for (const [index, { needs, logarithmic }] of STATISTICS.entries()) {
    const rarity = state.rarities[index];
    const value = measured.values[index];
    if (!rarity || value === undefined || state.trail.count < needs) continue;
    const own = logarithmic ? 0 : grain;
    const surprise = surpriseOf(rarity, value, own);
    if (surprise > top) {
      top = surprise;
      strongest = index;
      if (surprise > 2) usual = usualRange(rarity);
    }
    sum += surprise;
    remember(rarity, value, own, pace);
  }
  return { strongest, usual, strangeness: top + sum / STATISTICS.length };
}

function inPlainUnits(
  index: number,
  measured: Measured,
  { low, high }: { low: number; high: number },
  lowest: number,
): Strange {
  const of = (value: number) => Math.max(lowest, plain(index, value, measured));
  const { phrase = '{value}', logarithmic = false } = STATISTICS[index] ?? {};
  const expected = { low: of(low), high: of(high) };
  return { value: of(measured.values[index] ?? 0), expected, phrase, sided: !logarithmic };
}

/** What comes by chance once in so many values comes more often where values are more frequent; people count their alerts by the day. */
function neededAt(step: number): number {
  const oftener = Math.log10(OFTEN / Math.max(step, SECOND));
  return NEVER_SEEN + STRICTER * Math.max(0, oftener);
}

function paceOf(gap: Instant): Pace {
  const time = Math.min(gap, HOUR) / MEMORY.time;
  return { deviations: Math.min(1 / MEMORY.values, time), mean: Math.min(2 / MEMORY.values, 2 * time) };
}
