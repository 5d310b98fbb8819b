import { type Clock, SECOND } from '../../../src/core/time.ts';
import type { SlackContext } from '../context.ts';
import type { Payload } from '../delivery/delivery.ts';
import type { StateValue, StateValues } from '../page-api.ts';
import { stateOf } from '../views/state.ts';
import { wireMessage } from '../web-api/wire.ts';
import { actor, channelOf } from './actor.ts';
import type { Holder, Located } from './locate.ts';

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function blockActionPayload(
  context: SlackContext,
  user: string,
  located: Located,
  value: StateValue,
): Payload {
  return {
    type: 'block_actions',
    ...actor(context, user),
    container: containerOf(located.holder),
    trigger_id: context.triggers.make(user),
    ...surroundings(context, user, located, value),
    actions: [actionOf(located, value, context.clock)],
  };
}

/** Where the element is, as the payloads of clicks and of external selects say it. */
export function containerOf(holder: Holder): object {
  if ('view' in holder) return { type: 'view', view_id: holder.view.id };
  const { ts, thread_ts } = holder.message;
  return {
    type: 'message',
    message_ts: ts,
    channel_id: holder.channel.id,
    is_ephemeral: holder.ephemeral,
    ...(thread_ts && { thread_ts }),
  };
}

function surroundings(
  context: SlackContext,
  user: string,
  { holder, block, element }: Located,
  value: StateValue,
): object {
  if ('view' in holder) return { view: holder.view };
  const { channel, message, ephemeral } = holder;
  const { ts, thread_ts } = message;
  const source = { ts, ephemeral, ...(thread_ts && { thread_ts }) };
  const path = context.responseUrls.make({ user, channel: channel.id, source });
  const before = stateOf(message.blocks ?? []);
  return {
    channel: channelOf(channel),
    ...(!ephemeral && { message: wireMessage(context, message, true) }),
    state: { values: withValue(before, block.block_id, String(element.action_id), value) },
    response_url: context.origin() + path,
  };
}

/** Buttons and overflow menus hold no state. */
export function withValue(
  state: StateValues,
  blockId: string,
  actionId: string,
  value: StateValue,
): StateValues {
  if (['button', 'overflow'].includes(value.type)) return state;
  return { ...state, [blockId]: { ...state[blockId], [actionId]: value } };
}

function actionOf({ block, element }: Located, value: StateValue, clock: Clock): object {
  const isButton = element.type === 'button';
  return {
    ...(isButton
      ? { type: 'button', text: element.text, ...('value' in element && { value: element.value }) }
      : value),
    ...(isButton && element.style !== undefined && { style: element.style }),
    action_id: element.action_id,
    block_id: block.block_id,
    action_ts: (clock.now() / SECOND).toFixed(6),
  };
}
