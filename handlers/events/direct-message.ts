import { replyTo } from '../ask/reply.ts';
import { event } from '../handler.ts';

/** A direct message is a question, without any ceremony. */
export const directMessage = event(
  'message',
  { role: 'viewer' },
  ({ text, person, channel, threadTs }, context) =>
    replyTo({ text, person, place: { channel, personId: person.id, threadTs }, shareable: false }, context),
);
