import { SECOND } from '../../core/time.ts';
import type { SourceDeps } from '../source.ts';

/** Hints at an item at once, and then at most once a second for as long as more comes: the last hint is after the last news. */
export function spaced(
  onNews: (item: string) => void,
  wait: SourceDeps['wait'],
  signal: AbortSignal,
): (item: string) => void {
  /** The items hinted at less than a second ago, and whether more came since. */
  const resting = new Map<string, boolean>();

  async function hint(item: string): Promise<void> {
    do {
      resting.set(item, false);
      onNews(item);
      await wait(SECOND, signal);
    } while (resting.get(item));
    resting.delete(item);
  }

  return (item) => {
    if (signal.aborted) return;
    if (resting.has(item)) resting.set(item, true);
    else hint(item).catch(() => {});
  };
}
