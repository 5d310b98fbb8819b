import type { CardBlock } from './blocks.ts';

/**
 * A part of a card that can show less: `render(n)` shows n of its `size` items and says how many more there are. A part of size 0 is always
 * shown; one of size 1 is shown or not.
 */
export interface Part {
  /** Higher stays longer. */
  importance: number;
  size: number;
  render(shown: number): CardBlock[];
}

const MAX_BLOCKS = 50;
/** Slack refuses somewhere between 9,597 and 11,341 characters (https://github.com/slackapi/bolt-js/issues/2867). */
const MAX_CHARACTERS = 9_500;

export function always(...blocks: CardBlock[]): Part {
  return { importance: 100, size: 0, render: () => blocks };
}

export function optional(importance: number, ...blocks: CardBlock[]): Part {
  return { importance, size: 1, render: (shown) => (shown ? blocks : []) };
}

/** Puts the parts together in their order, and makes the least important ones smaller until Slack takes it. */
export function assemble(parts: readonly Part[]): CardBlock[] {
  const shown = new Map(parts.map((part) => [part, part.size]));
  for (;;) {
    const blocks = parts.flatMap((part) => part.render(shown.get(part) ?? 0));
    if (blocks.length <= MAX_BLOCKS && JSON.stringify(blocks).length <= MAX_CHARACTERS) return blocks;
    const least = leastImportant(parts.filter((part) => (shown.get(part) ?? 0) > 0));
    if (!least) return blocks.slice(0, MAX_BLOCKS);
    shown.set(least, Math.floor((shown.get(least) ?? 0) * 0.8));
  }
}

function leastImportant(parts: readonly Part[]): Part | undefined {
  return parts.reduce<Part | undefined>(
    (least, part) => (least && least.importance <= part.importance ? least : part),
    undefined,
  );
}
