import { z } from 'zod';
import { DispatchConfig, interactive, placeholder } from './composition.ts';

const { action_id, focus_on_load } = interactive;
const typed = {
  action_id,
  focus_on_load,
  ...placeholder,
  dispatch_action_config: DispatchConfig.optional(),
};
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional();
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .optional();

/** Elements that hold a date or a time: in any block. */
export const PICKERS = [
  z.strictObject({ type: z.literal('datepicker'), ...interactive, ...placeholder, initial_date: day }),
  z.strictObject({
    type: z.literal('timepicker'),
    ...interactive,
    ...placeholder,
    initial_time: time,
    timezone: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('datetimepicker'),
    ...interactive,
    initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
] as const;

/** Elements that a person types into: in input blocks only. */
export const TYPED = [
  z.strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('email_text_input'), ...typed, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typed, initial_value: z.string().optional() }),
] as const;
