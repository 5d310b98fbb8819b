import { z } from 'zod';
import { anyText, plainText, Url } from './text.ts';

const Confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

/** What every interactive element may carry. */
export const interactive = {
  action_id: z.string().min(1).max(255).optional(),
  confirm: Confirm.optional(),
  focus_on_load: z.boolean().optional(),
};

export const placeholder = { placeholder: plainText(150).optional() };

export const PlainOption = z.strictObject({
  text: plainText(75),
  value: z.string().max(150),
  description: plainText(75).optional(),
});

/** Radio buttons and checkboxes may be written in markup. */
export const AnyOption = PlainOption.extend({
  text: anyText(75),
  description: anyText(75).optional(),
});

export const OptionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(PlainOption).min(1).max(100),
});

export const ConversationFilter = z.strictObject({
  include: z
    .array(z.enum(['im', 'mpim', 'private', 'public']))
    .min(1)
    .optional(),
  exclude_external_shared_channels: z.boolean().optional(),
  exclude_bot_users: z.boolean().optional(),
});

export const DispatchConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .optional(),
});

/** An image is at an address, or a file that Slack keeps. */
export const imageSource = {
  image_url: Url.optional(),
  slack_file: z
    .strictObject({
      id: z
        .string()
        .regex(/^F[A-Z0-9]{8,}$/)
        .optional(),
      url: Url.optional(),
    })
    .refine(({ id, url }) => (id === undefined) !== (url === undefined), {
      error: 'must provide either id or url',
    })
    .optional(),
};

export const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined);
