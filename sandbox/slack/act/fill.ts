import { elementsOf } from '../block-kit/elements.ts';
import type { SlackContext } from '../context.ts';
import type { Block, StateValues, View } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import { choose } from '../views/choose.ts';
import { inputFault } from '../views/input-check.ts';
import { pickedFrom } from '../views/picked.ts';

export interface Filled {
  view: View;
  /** What Slack's client objects to, by `block_id`. */
  faults: Record<string, string>;
}

/** The view with what the person entered: `values[block_id][action_id]`, or `values[block_id]` for short. */
export function fill(
  { suggestions }: SlackContext,
  user: string,
  view: View,
  values: Record<string, unknown>,
): Filled {
  const known = new Set(view.blocks.map(({ block_id }) => block_id));
  if (Object.keys(values).some((id) => !known.has(id))) throw slackError('block_not_found');
  const state: StateValues = structuredClone(view.state.values);
  const faults: Record<string, string> = {};
  for (const block of view.blocks)
    for (const element of elementsOf(block)) {
      const id = String(element.action_id);
      const entered = enteredIn(block, id, values);
      const value = entered.given
        ? choose(element, pickedFrom(entered.value), suggestions.offered(user, id))
        : state[block.block_id]?.[id];
      if (!value || element.type === 'button') continue;
      state[block.block_id] = { ...state[block.block_id], [id]: value };
      const fault = block.type === 'input' ? inputFault(block, element, value) : undefined;
      if (fault) faults[block.block_id] = fault;
    }
  return { view: { ...view, state: { values: state } }, faults };
}

function enteredIn(block: Block, actionId: string, values: Record<string, unknown>) {
  const value = values[block.block_id];
  if (value === undefined) return { given: false };
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isMap && actionId in value)
    return { given: true, value: Object.entries(value).find(([id]) => id === actionId)?.[1] };
  return block.type === 'input' ? { given: true, value } : { given: false };
}
