import { z } from 'zod';
import type { SlackPerson } from '../src/slack/people.ts';

/** What Slack sends, parsed: only the fields we need. https://docs.slack.dev/interactivity */

const Id = z.object({ id: z.string() });
const MessageRef = z.object({
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().optional(),
  user: z.string().optional(),
});

export const CommandBody = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  response_url: z.url(),
});

export const ActionBody = z.object({
  user: Id,
  channel: Id.optional(),
  message: MessageRef.optional(),
  container: z
    .object({
      channel_id: z.string().optional(),
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
    })
    .optional(),
  trigger_id: z.string(),
  response_url: z.url().optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

export const ShortcutBody = z.object({
  user: Id,
  channel: Id,
  message: MessageRef,
  trigger_id: z.string(),
  response_url: z.url().optional(),
});

const Value = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
});

export const ViewBody = z.object({
  user: Id,
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Value)) }),
  }),
});

export const EventBody = z.object({
  event: z.object({
    type: z.string(),
    subtype: z.string().optional(),
    channel_type: z.string().optional(),
    bot_id: z.string().optional(),
    user: z.string().optional(),
    channel: z.string().optional(),
    tab: z.string().optional(),
    text: z.string().default(''),
    ts: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
});

export const OptionsBody = z.object({ user: Id, value: z.string().default('') });

export type SlackEvent = z.infer<typeof EventBody>['event'];

/** Who asks, in which conversation. */
interface Asked {
  person: SlackPerson;
}

export interface CommandRequest extends Asked {
  command: string;
  text: string;
  channel: string;
}

export interface ActionRequest extends Asked {
  /** The button's value, or the chosen option's. */
  value: string;
  channel: string | undefined;
  /** The message that was clicked; undefined in a modal or the App Home. */
  messageTs: string | undefined;
  threadTs: string | undefined;
  triggerId: string;
}

export interface ShortcutRequest extends Asked {
  channel: string;
  message: z.infer<typeof MessageRef>;
  triggerId: string;
}

export interface ViewRequest extends Asked {
  metadata: string;
  /** What was filled in, by block id. */
  values: Record<string, string | undefined>;
}

export interface EventRequest extends Asked {
  text: string;
  channel: string;
  ts: string;
  threadTs: string | undefined;
}

export interface OptionsRequest extends Asked {
  query: string;
}

/** `values[block][action]` made flat: each of our blocks holds one element. */
export function flatten(values: z.infer<typeof ViewBody>['view']['state']['values']): ViewRequest['values'] {
  const entries = Object.entries(values).map(([block, elements]) => {
    const [element] = Object.values(elements);
    return [block, element?.selected_option?.value ?? element?.value ?? undefined] as const;
  });
  return Object.fromEntries(entries);
}
