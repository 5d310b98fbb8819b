import type { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { actor } from '../interactions/actor.ts';
import { slackError } from '../slack-error.ts';
import type { Acted } from './perform.ts';
import type { CloseRequest } from './requests.ts';

/** Cancel closes the modal on top, the X all of them; the app hears of it if it asked to. */
export async function closeView(
  context: SlackContext,
  request: z.infer<typeof CloseRequest>,
): Promise<Acted> {
  const { user, view_id, all } = request;
  const view = context.modals.stack(user).at(-1);
  if (view?.id !== view_id) throw slackError('view_not_found');
  const is_cleared = all || view.clear_on_close;
  if (is_cleared) context.modals.clear(user);
  else context.modals.pop(user);
  if (view.notify_on_close)
    await context.delivery.send('interactive', {
      type: 'view_closed',
      ...actor(context, user),
      view,
      is_cleared,
    });
  return { done: true };
}
