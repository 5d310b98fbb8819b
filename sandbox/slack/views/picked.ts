import { z } from 'zod';
import type { Picked } from './choose.ts';

const Plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Valued = z.object({ value: Plain.optional() });

/** The members of a `StateValue` that may hold what was picked. */
const State = z.looseObject({
  value: Plain.optional(),
  selected_option: Valued.nullish(),
  selected_options: z.array(Valued).nullish(),
});

/** Reads a plain value, several, or Slack's own `state.values` entry. */
export function pickedFrom(given: unknown): Picked {
  if (given === null || given === undefined) return null;
  if (Array.isArray(given)) return given.flatMap((part) => pickedFrom(part) ?? []);
  if (typeof given !== 'object') return String(given);
  const state = State.parse(given);
  if (state.selected_options) return pickedFrom(state.selected_options.map(({ value }) => value ?? null));
  if (state.selected_option) return pickedFrom(state.selected_option.value);
  if (state.value !== undefined) return pickedFrom(state.value);
  const selected = Object.entries(state).find(([name]) => name.startsWith('selected_'));
  return selected ? pickedFrom(selected[1]) : null;
}
