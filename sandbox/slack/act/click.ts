import type { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { blockActionPayload, withValue } from '../interactions/block-action.ts';
import { type Located, locate } from '../interactions/locate.ts';
import type { StateValue, View } from '../page-api.ts';
import { choose } from '../views/choose.ts';
import { pickedFrom } from '../views/picked.ts';
import type { Acted } from './perform.ts';
import { placeOf } from './place.ts';
import type { ClickRequest } from './requests.ts';
import type { Screen } from './screen.ts';

/** Clicks a button or picks a value; what sits in an input block is told to the app only if it asked for that. */
export async function click(
  context: SlackContext,
  request: z.infer<typeof ClickRequest>,
  screen: Screen,
): Promise<Acted> {
  const { user } = request;
  const found = locate(context, user, placeOf(request));
  const offered = context.suggestions.offered(user, request.action_id);
  const value = choose(found.element, pickedFrom(request.value), offered);
  const located = await screen.quietly(() => remember(context, user, found, value));
  if (located.block.type === 'input' && located.block.dispatch_action !== true) return { done: true };
  const outcome = await context.delivery.send(
    'interactive',
    blockActionPayload(context, user, located, value),
  );
  return outcome.acked ? {} : { error: outcome.error };
}

/** A view keeps what was picked in it. */
function remember(context: SlackContext, user: string, located: Located, value: StateValue): Located {
  const { holder, block, element } = located;
  if (!('view' in holder)) return located;
  const values = withValue(holder.view.state.values, block.block_id, String(element.action_id), value);
  const view: View = { ...holder.view, state: { values } };
  if (view.type === 'modal') context.modals.replace(user, view);
  return { ...located, holder: { view } };
}
