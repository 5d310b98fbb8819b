import { z } from 'zod';
import { OptionGroup, PlainOption } from '../block-kit/composition.ts';
import type { SlackContext } from '../context.ts';
import { actor, channelOf } from '../interactions/actor.ts';
import { containerOf } from '../interactions/block-action.ts';
import { locate } from '../interactions/locate.ts';
import type { Option } from '../page-api.ts';
import { slackError } from '../slack-error.ts';
import { wireMessage } from '../web-api/wire.ts';
import { placeOf } from './place.ts';
import type { OptionsRequest } from './requests.ts';

const Suggested = z.union([
  z.object({ options: z.array(PlainOption).max(100) }),
  z.object({ option_groups: z.array(OptionGroup).max(100) }),
]);

/** Asks the app what an external select offers: https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export async function suggest(
  context: SlackContext,
  request: z.infer<typeof OptionsRequest>,
): Promise<object> {
  const { user, value } = request;
  const { holder, block, element } = locate(context, user, placeOf(request));
  const where =
    'view' in holder
      ? { view: holder.view }
      : { channel: channelOf(holder.channel), message: wireMessage(context, holder.message, true) };
  const outcome = await context.delivery.send('interactive', {
    type: 'block_suggestion',
    ...actor(context, user),
    container: containerOf(holder),
    action_id: element.action_id,
    block_id: block.block_id,
    value,
    ...where,
  });
  if (!outcome.acked) throw slackError(outcome.error);
  const suggested = Suggested.safeParse(outcome.payload);
  if (!suggested.success) throw slackError('invalid_options');
  const options: Option[] = JSON.parse(JSON.stringify(flat(suggested.data)));
  context.suggestions.offer(user, request.action_id, options);
  return { ok: true, ...suggested.data };
}

function flat(suggested: z.infer<typeof Suggested>) {
  return 'options' in suggested
    ? suggested.options
    : suggested.option_groups.flatMap(({ options }) => options);
}
