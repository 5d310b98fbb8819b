import { z } from 'zod';
import { withoutReaction, withReaction } from '../workspace/reactions.ts';
import { method } from './method.ts';
import { findMessage, joinedChannel } from './places.ts';
import { wireMessage } from './wire.ts';

const place = { channel: z.string(), timestamp: z.string() };
const Named = z.object({ ...place, name: z.string().regex(/^[a-z0-9_+'-]+$/) });

const add = method('reactions.add', 3, Named, async ({ channel, timestamp, name }, context, caller) => {
  const { id } = joinedChannel(context, channel, caller);
  await context.messages.replace(withReaction(findMessage(context, id, timestamp), name, caller.user));
  return {};
});

const remove = method('reactions.remove', 2, Named, async ({ channel, timestamp, name }, context, caller) => {
  const { id } = joinedChannel(context, channel, caller);
  await context.messages.replace(withoutReaction(findMessage(context, id, timestamp), name, caller.user));
  return {};
});

const get = method('reactions.get', 3, z.object(place), ({ channel, timestamp }, context, caller) => {
  const { id } = joinedChannel(context, channel, caller);
  const message = findMessage(context, id, timestamp);
  return { type: 'message', channel: id, message: wireMessage(context, message, false) };
});

export const REACTIONS = [add, remove, get];
