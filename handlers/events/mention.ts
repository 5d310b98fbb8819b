import { replyTo } from '../ask/reply.ts';
import { event } from '../handler.ts';

/** `@sysmon errors api`: answered in the thread, where a follow-up needs no more than "and web?". */
export const mention = event(
  'app_mention',
  { role: 'viewer' },
  ({ text, person, channel, ts, threadTs }, context) => {
    const question = text.replace(/<@[A-Z0-9]+(\|[^>]*)?>/g, ' ').trim();
    const place = { channel, personId: person.id, threadTs: threadTs ?? ts };
    return replyTo({ text: question, person, place, shareable: false }, context);
  },
);
