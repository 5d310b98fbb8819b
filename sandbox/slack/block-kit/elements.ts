import { z } from 'zod';
import type { Block } from '../page-api.ts';

/** Whatever is interactive in a block, as much of it as the server has to know. */
export const Element = z.looseObject({ type: z.string(), action_id: z.string().optional() });
export type Element = z.infer<typeof Element>;

const SILENT = new Set(['image', 'plain_text', 'mrkdwn']);
const Holder = z.looseObject({
  accessory: Element.optional(),
  element: Element.optional(),
  elements: z.array(Element).optional(),
});

/** The interactive elements of a block, in the order people see them. */
export function elementsOf(block: { type: string }): Element[] {
  if (!['section', 'actions', 'input'].includes(block.type)) return [];
  const { accessory, element, elements } = Holder.parse(block);
  return [accessory, element, ...(elements ?? [])].filter(
    (candidate): candidate is Element => candidate !== undefined && !SILENT.has(candidate.type),
  );
}

/** Ids that an app leaves out are made up, as Slack does. */
export function withIds(
  blocks: readonly ({ type: string } & Record<string, unknown>)[],
  makeId: () => string,
): Block[] {
  return blocks.map((block) => {
    const named: Block = { block_id: makeId(), ...block };
    const name = (element: unknown) => nameElement(element, makeId);
    if ('accessory' in named) named.accessory = name(named.accessory);
    if (named.type === 'input') named.element = name(named.element);
    if (named.type === 'actions') named.elements = z.array(z.unknown()).parse(named.elements).map(name);
    return named;
  });
}

function nameElement(element: unknown, makeId: () => string): unknown {
  const { success, data } = Element.safeParse(element);
  if (!success || SILENT.has(data.type)) return element;
  return { action_id: makeId(), ...data };
}
