import type { View } from '../../page-api.ts';
import type { InputSpec } from './spec.ts';

/** What a form holds before anyone typed, by block id. */
export function initialValues(view: View): Record<string, string> {
  const inputs = view.blocks.filter((block): block is InputSpec => block.type === 'input');
  return Object.fromEntries(
    inputs.map(({ block_id, element }) => [
      block_id,
      element.initial_value ?? element.initial_option?.value ?? '',
    ]),
  );
}
