import type { SlackContext } from '../context.ts';
import type { Channel, ElementPlace } from '../page-api.ts';
import { joinedChannel } from '../web-api/places.ts';

interface Given {
  channel?: string | undefined;
  ts?: string | undefined;
  view_id?: string | undefined;
  action_id: string;
  block_id?: string | undefined;
}

/** The part of a request that says where an element is. */
export function placeOf({ channel, ts, view_id, action_id, block_id }: Given): ElementPlace {
  return {
    ...(channel !== undefined && { channel }),
    ...(ts !== undefined && { ts }),
    ...(view_id !== undefined && { view_id }),
    action_id,
    ...(block_id !== undefined && { block_id }),
  };
}

/** A conversation that the person is in: nobody reads another's direct messages. */
export function channelFor(context: SlackContext, user: string, reference: string): Channel {
  return joinedChannel(context, reference, { kind: 'user', user });
}
