import { z } from 'zod';
import type { SlackContext } from '../context.ts';
import { actor } from '../interactions/actor.ts';
import type { View } from '../page-api.ts';
import { SlackError, slackError } from '../slack-error.ts';
import { makeView } from '../views/make-view.ts';
import { fill } from './fill.ts';
import type { Acted } from './perform.ts';
import type { SubmitRequest } from './requests.ts';
import type { Screen } from './screen.ts';

const ResponseAction = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
]);

/** Submits the modal on top; Slack's client checks it first, and the app says what comes next. */
export async function submit(
  context: SlackContext,
  request: z.infer<typeof SubmitRequest>,
  screen: Screen,
): Promise<Acted> {
  const { user, view_id, values } = request;
  const top = context.modals.stack(user).at(-1);
  if (top?.id !== view_id) throw slackError('view_not_found');
  const { view, faults } = fill(context, user, top, values);
  await screen.quietly(() => context.modals.replace(user, view));
  if (Object.keys(faults).length > 0) return { errors: faults, view };
  const outcome = await context.delivery.send('interactive', {
    type: 'view_submission',
    ...actor(context, user),
    trigger_id: context.triggers.make(user),
    view,
    response_urls: [],
  });
  if (!outcome.acked) return { error: outcome.error, view };
  return follow(context, user, view, outcome.payload, screen);
}

async function follow(
  context: SlackContext,
  user: string,
  view: View,
  acked: unknown,
  screen: Screen,
): Promise<Acted> {
  try {
    return await screen.quietly(() => respondWith(context, user, view, acked));
  } catch (error) {
    const details = error instanceof SlackError ? error.details : {};
    context.log.warn(
      { view: view.callback_id, ...details },
      'the app answered a submission with what Slack refuses',
    );
    return { error: 'invalid_response', view };
  }
}

function respondWith({ modals, ids }: SlackContext, user: string, view: View, acked: unknown): Acted {
  if (isEmpty(acked)) {
    modals.pop(user);
    return {};
  }
  const action = ResponseAction.parse(acked);
  if (action.response_action === 'errors') {
    const known = view.blocks.map(({ block_id }) => block_id);
    if (Object.keys(action.errors).some((id) => !known.includes(id))) throw slackError('invalid_response');
    return { errors: action.errors, view };
  }
  if (action.response_action === 'clear') modals.clear(user);
  if (action.response_action === 'update') modals.replace(user, makeView(action.view, ids, view));
  if (action.response_action === 'push') {
    const above = { root_view_id: view.root_view_id, previous_view_id: view.id };
    modals.push(user, { ...makeView(action.view, ids), ...above });
  }
  return { done: action.response_action !== 'clear' };
}

function isEmpty(payload: unknown): boolean {
  if (payload === undefined || payload === null || payload === '') return true;
  return typeof payload === 'object' && Object.keys(payload).length === 0;
}
