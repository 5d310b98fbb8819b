import { useState } from 'react';
import { usePage } from '../context.ts';
import type { ElementProps } from './spec.ts';

/** Long enough to be seen. */
const AT_LEAST = 400;

/** Clicks an element, and says so while the app has not answered. */
export function useClick({ element, place, blockId }: ElementProps) {
  const { act } = usePage();
  const [busy, setBusy] = useState(false);
  async function click(value?: string) {
    if (busy) return;
    setBusy(true);
    const body = { ...place, action_id: element.action_id, block_id: blockId, ...(value && { value }) };
    await Promise.all([act('click', body), new Promise((seen) => setTimeout(seen, AT_LEAST))]);
    setBusy(false);
  }
  return { busy, click };
}
