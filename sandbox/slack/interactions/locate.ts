import { type Element, elementsOf } from '../block-kit/elements.ts';
import type { SlackContext } from '../context.ts';
import type { Block, Channel, ElementPlace, EphemeralMessage, Message, View } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import { joinedChannel } from '../web-api/places.ts';

export type Holder =
  | { view: View }
  | { channel: Channel; message: Message | EphemeralMessage; ephemeral: boolean };

export interface Located {
  holder: Holder;
  block: Block;
  element: Element;
}

/** The element that a person sees there; throws `message_not_found`, `view_not_found` or `action_not_found`. */
export function locate(context: SlackContext, user: string, place: ElementPlace): Located {
  const holder =
    place.view_id === undefined
      ? messageHolder(context, user, place)
      : { view: viewOf(context, user, place.view_id) };
  const blocks = ('view' in holder ? holder.view.blocks : holder.message.blocks) ?? [];
  for (const block of blocks) {
    if (place.block_id !== undefined && place.block_id !== block.block_id) continue;
    const element = elementsOf(block).find(({ action_id }) => action_id === place.action_id);
    if (element) return { holder, block, element };
  }
  throw slackError('action_not_found');
}

/** A modal of the person's stack, or their Home tab. */
function viewOf({ modals, workspace }: SlackContext, user: string, id: string): View {
  const home = workspace.records.homes.get(user);
  const found = modals.stack(user).find((view) => view.id === id) ?? (home?.id === id ? home : undefined);
  if (!found) throw slackError('view_not_found');
  return found;
}

function messageHolder(context: SlackContext, user: string, { channel, ts }: ElementPlace): Holder {
  const place = joinedChannel(context, channel ?? '', { kind: 'user', user });
  const ephemeral = context.ephemerals.find(user, ts ?? '');
  const message = ephemeral ?? context.workspace.message(place.id, ts ?? '');
  if (!message) throw slackError('message_not_found');
  return { channel: place, message, ephemeral: ephemeral !== undefined };
}
