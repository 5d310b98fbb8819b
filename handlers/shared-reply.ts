import { context } from '../src/slack/blocks.ts';
import type { SlackPerson } from '../src/slack/people.ts';
import { personName } from '../src/slack/words.ts';
import type { Reply } from './ask/reply.ts';

/** A reply that everyone in the channel sees, with who shared it. */
export interface SharedReply {
  shared: Reply;
}

export function sharedReply(reply: Reply, by: SlackPerson): SharedReply {
  return {
    shared: (nativeCharts) => {
      const card = reply(nativeCharts);
      return { ...card, blocks: [...card.blocks.slice(0, 49), context(`Shared by ${personName(by)}`)] };
    },
  };
}
