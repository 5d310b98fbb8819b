/** What people say of an alert with its buttons. */
export const SAYINGS = ['noise', 'severe'] as const;
export type Saying = (typeof SAYINGS)[number];

/** What each saying does to how far out a value must be; measured in docs/detection.md. */
const FACTORS: Record<Saying, number> = { noise: 1.25, severe: 0.85 };
const LEAST = 0.4;
const MOST = 4;

/** How far out a value must be to be told, in times of what is usual, after all that was said of a series, in order. */
export function toleranceAfter(sayings: readonly Saying[]): number {
  return sayings.reduce((tolerance, said) => Math.min(MOST, Math.max(LEAST, tolerance * FACTORS[said])), 1);
}
