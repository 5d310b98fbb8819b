import { useState } from 'react';
import { usePage } from '../context.ts';
import type { ElementProps } from './spec.ts';

/** Clicks an element, and says while the app has not answered. */
export function useClick({ element, place, blockId }: ElementProps) {
  const { act } = usePage();
  const [busy, setBusy] = useState(false);
  async function click(value?: string) {
    setBusy(true);
    await act('click', {
      ...place,
      action_id: element.action_id,
      block_id: blockId,
      ...(value && { value }),
    });
    setBusy(false);
  }
  return { busy, click };
}
