import { z } from 'zod';
import type { Element } from '../block-kit/elements.ts';
import type { Block, StateValue } from '../page-api.ts';

const Limits = z.looseObject({
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  min_value: z.coerce.number().optional(),
  max_value: z.coerce.number().optional(),
  is_decimal_allowed: z.boolean().optional(),
  max_selected_items: z.number().optional(),
});

/** What Slack's client itself objects to before the app sees a submission; undefined if nothing. */
export function inputFault(block: Block, element: Element, state: StateValue): string | undefined {
  const { type, ...members } = state;
  const [held] = Object.values(members);
  const empty =
    held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
  if (empty) return block.optional === true ? undefined : 'Please complete this required field.';
  const limits = Limits.parse(element);
  if (Array.isArray(held)) return tooMany(held.length, limits.max_selected_items);
  if (typeof held !== 'string') return undefined;
  if (type === 'plain_text_input') return lengthFault(held, limits);
  if (type === 'number_input') return numberFault(held, limits);
  if (type === 'email_text_input' && !z.email().safeParse(held).success)
    return 'Please enter a valid email address.';
  if (type === 'url_text_input' && !z.url().safeParse(held).success) return 'Please enter a valid URL.';
  return undefined;
}

type Limits = z.infer<typeof Limits>;

function tooMany(count: number, max: number | undefined): string | undefined {
  return max !== undefined && count > max ? `Please choose at most ${max}.` : undefined;
}

function lengthFault(text: string, { min_length = 0, max_length = 3000 }: Limits): string | undefined {
  if (text.length < min_length) return `Please enter at least ${min_length} characters.`;
  return text.length > max_length ? `Please enter at most ${max_length} characters.` : undefined;
}

function numberFault(text: string, limits: Limits): string | undefined {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) return 'Please enter a number.';
  if (limits.is_decimal_allowed === false && !Number.isInteger(value)) return 'Please enter a whole number.';
  if (limits.min_value !== undefined && value < limits.min_value)
    return `Please enter a number of at least ${limits.min_value}.`;
  return limits.max_value !== undefined && value > limits.max_value
    ? `Please enter a number of at most ${limits.max_value}.`
    : undefined;
}
