import { z } from 'zod';
import { AnyOption, interactive, PlainOption } from './composition.ts';
import { plainText, Url } from './text.ts';

const { action_id, confirm } = interactive;

export const Button = z.strictObject({
  type: z.literal('button'),
  text: plainText(75),
  action_id,
  confirm,
  value: z.string().max(2000).optional(),
  url: Url.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

export const Overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id,
  confirm,
  options: z
    .array(PlainOption.extend({ url: Url.optional() }))
    .min(1)
    .max(5),
});

export const Checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...interactive,
  options: z.array(AnyOption).min(1).max(10),
  initial_options: z.array(AnyOption).min(1).max(10).optional(),
});

export const RadioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...interactive,
  options: z.array(AnyOption).min(1).max(10),
  initial_option: AnyOption.optional(),
});
