import { ACTIONS } from '../../src/slack/actions.ts';
import { replyTo } from '../ask/reply.ts';
import { action } from '../handler.ts';

/** A button that asks: as if the person had typed its words there. */
export const example = action(
  ACTIONS.example,
  { role: 'viewer' },
  ({ value, person, channel, threadTs }, context) => {
    const place = { channel: channel ?? person.id, personId: person.id, threadTs };
    return replyTo({ text: value, person, place, shareable: channel !== undefined }, context);
  },
);
