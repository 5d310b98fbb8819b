import { z } from 'zod';
import { Button, Checkboxes, Overflow, RadioButtons } from './buttons.ts';
import { hasOneSource, imageSource } from './composition.ts';
import { PICKERS, TYPED } from './inputs.ts';
import { SELECTS } from './selects.ts';
import { anyText, plainText } from './text.ts';

export const block_id = z.string().min(1).max(255).optional();
const oneSource = { error: 'must define either `image_url` or `slack_file`' };

const ImageElement = z
  .strictObject({ type: z.literal('image'), alt_text: z.string().min(1).max(2000), ...imageSource })
  .refine(hasOneSource, oneSource);

const CLICKABLE = [Button, Overflow, Checkboxes, RadioButtons, ...PICKERS, ...SELECTS] as const;

export const Section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [ImageElement, ...CLICKABLE]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    error: 'must define either `text` or `fields`',
  });

export const Header = z.strictObject({ type: z.literal('header'), block_id, text: plainText(150) });

export const Divider = z.strictObject({ type: z.literal('divider'), block_id });

export const Context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z
    .array(z.discriminatedUnion('type', [ImageElement, anyText(3000)]))
    .min(1)
    .max(10),
});

export const Actions = z.strictObject({
  type: z.literal('actions'),
  block_id,
  elements: z.array(z.discriminatedUnion('type', CLICKABLE)).min(1).max(25),
});

export const Image = z
  .strictObject({
    type: z.literal('image'),
    block_id,
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
    ...imageSource,
  })
  .refine(hasOneSource, oneSource);

export const Input = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [...TYPED, Checkboxes, RadioButtons, ...PICKERS, ...SELECTS]),
});

export const Markdown = z.strictObject({
  type: z.literal('markdown'),
  block_id,
  text: z.string().min(1).max(12_000),
});

export const AlertNotice = z.strictObject({
  type: z.literal('alert'),
  block_id,
  text: anyText(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
