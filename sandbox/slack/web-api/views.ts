import { z } from 'zod';
import { slackError } from '../slack-error.ts';
import { makeView } from '../views/make-view.ts';
import { MEMBERS } from '../world.ts';
import { json } from './arguments.ts';
import { method } from './method.ts';

const view = json(z.unknown());
const Triggered = z.object({ trigger_id: z.string(), view });

const open = method('views.open', 4, Triggered, ({ trigger_id, view }, context) => {
  const made = makeView(view, context.ids);
  if (made.type !== 'modal') throw slackError('invalid_arguments');
  context.modals.open(context.triggers.exchange(trigger_id), made);
  return { view: made };
});

const push = method('views.push', 4, Triggered, ({ trigger_id, view }, { ids, modals, triggers }) => {
  const made = makeView(view, ids);
  const user = triggers.exchange(trigger_id);
  const below = modals.stack(user).at(-1);
  if (!below) throw slackError('not_found');
  const placed = { ...made, root_view_id: below.root_view_id, previous_view_id: below.id };
  modals.push(user, placed);
  return { view: placed };
});

const Target = z.object({
  view,
  view_id: z.string().optional(),
  external_id: z.string().optional(),
  hash: z.string().optional(),
});

const update = method('views.update', 4, Target, ({ view, view_id, external_id, hash }, { ids, modals }) => {
  if (!view_id && !external_id) throw slackError('invalid_arguments');
  const found = modals.find({ ...(view_id && { view_id }), ...(external_id && { external_id }) });
  if (!found) throw slackError('not_found');
  const { user, view: before } = found;
  if (hash !== undefined && hash !== before.hash) throw slackError('hash_conflict');
  const made = makeView(view, ids, before);
  modals.replace(user, made);
  return { view: made };
});

const publish = method(
  'views.publish',
  4,
  z.object({ user_id: z.string(), view, hash: z.string().optional() }),
  async ({ user_id, view, hash }, { ids, workspace, feed }) => {
    if (!MEMBERS.some(({ id }) => id === user_id)) throw slackError('user_not_found');
    const before = workspace.records.homes.get(user_id);
    if (hash !== undefined && hash !== before?.hash) throw slackError('hash_conflict');
    const made = makeView(view, ids, before);
    if (made.type !== 'home') throw slackError('invalid_arguments');
    await workspace.save({ kind: 'home', user: user_id, view: made });
    feed.tell({ type: 'home_changed', view: made }, { to: user_id });
    return { view: made };
  },
);

export const VIEWS = [open, push, update, publish];
