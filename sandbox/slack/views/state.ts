import { z } from 'zod';
import { elementsOf } from '../block-kit/elements.ts';
import type { Block, StateValues } from '../page-api.ts';
import { initialValue } from './initial-value.ts';

/** What a view or message holds before anyone touched it; values of the same block and element are carried over from `before`. */
export function stateOf(blocks: readonly Block[], before: StateValues = {}): StateValues {
  const state: StateValues = {};
  for (const block of blocks)
    for (const element of elementsOf(block)) {
      const id = z.string().parse(element.action_id);
      const value = before[block.block_id]?.[id] ?? initialValue(element);
      if (value) state[block.block_id] = { ...state[block.block_id], [id]: value };
    }
  return state;
}
