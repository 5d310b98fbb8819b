import { FIELD, LABEL_NAME, LABELS } from '../limits.ts';
import { clipped } from '../text.ts';
import type { Leaf } from './flatten.ts';

/**
 * Labels of what is left over: the first 64, as text of at most 1,000 characters; nothing for an empty one. A name that would reach an
 * object's prototype is set in parentheses.
 */
export function labelsOf(
  leaves: readonly (readonly [name: string, value: Leaf | undefined])[],
): Record<string, string> {
  const labels: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of leaves) {
    if (value === undefined || value === '') continue;
    if (count++ === LABELS) break;
    labels[name === '__proto__' ? '(__proto__)' : clipped(name, LABEL_NAME)] = clipped(String(value), FIELD);
  }
  return labels;
}
