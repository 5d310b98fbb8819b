import { z } from 'zod';
import { AnyOption } from '../block-kit/composition.ts';
import type { Element } from '../block-kit/elements.ts';
import type { Option, StateValue } from '../page-api.ts';

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

const Initial = z.looseObject({
  initial_value: text,
  initial_option: AnyOption.nullish(),
  initial_options: z.array(AnyOption).nullish(),
  initial_user: text,
  initial_users: texts,
  initial_channel: text,
  initial_channels: texts,
  initial_conversation: text,
  initial_conversations: texts,
  initial_date: text,
  initial_time: text,
  initial_date_time: z.number().nullish(),
});
type Initial = z.infer<typeof Initial>;
type Filled = Omit<StateValue, 'type'>;

const typed = ({ initial_value }: Initial): Filled => ({ value: initial_value ?? null });
const one = ({ initial_option }: Initial): Filled => ({ selected_option: optionOf(initial_option) });
const several = ({ initial_options }: Initial): Filled => ({
  selected_options: (initial_options ?? []).map((option) => JSON.parse(JSON.stringify(option))),
});

/** Each element that holds a value, and how it looks in `state.values`. */
const BY_TYPE: Record<string, (initial: Initial) => Filled> = {
  plain_text_input: typed,
  number_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  static_select: one,
  external_select: one,
  radio_buttons: one,
  multi_static_select: several,
  multi_external_select: several,
  checkboxes: several,
  users_select: ({ initial_user }) => ({ selected_user: initial_user ?? null }),
  multi_users_select: ({ initial_users }) => ({ selected_users: initial_users ?? [] }),
  channels_select: ({ initial_channel }) => ({ selected_channel: initial_channel ?? null }),
  multi_channels_select: ({ initial_channels }) => ({ selected_channels: initial_channels ?? [] }),
  conversations_select: ({ initial_conversation }) => ({
    selected_conversation: initial_conversation ?? null,
  }),
  multi_conversations_select: ({ initial_conversations }) => ({
    selected_conversations: initial_conversations ?? [],
  }),
  datepicker: ({ initial_date }) => ({ selected_date: initial_date ?? null }),
  timepicker: ({ initial_time }) => ({ selected_time: initial_time ?? null }),
  datetimepicker: ({ initial_date_time }) => ({ selected_date_time: initial_date_time ?? null }),
};

/** Undefined for what holds no value: a button, an overflow menu. */
export function initialValue(element: Element): StateValue | undefined {
  const read = BY_TYPE[element.type];
  return read && { type: element.type, ...read(Initial.parse(element)) };
}

function optionOf(option: Initial['initial_option']): Option | null {
  return option ? JSON.parse(JSON.stringify(option)) : null;
}
