import { z } from 'zod';
import { AnyOption, OptionGroup } from '../block-kit/composition.ts';
import type { Element } from '../block-kit/elements.ts';
import type { Option, StateValue } from '../page-api.ts';
import { slackError } from '../slack-error.ts';

/** What a person picked or typed, plainly: an option's value, an id, a date, a text; several of them; nothing. */
export type Picked = string | string[] | null;

const Choices = z.looseObject({
  options: z.array(AnyOption).optional(),
  option_groups: z.array(OptionGroup).optional(),
  initial_option: AnyOption.optional(),
  initial_options: z.array(AnyOption).optional(),
});

/**
 * The element's new entry in `state.values`. `offered` are options that an external select got from the app; an option that nobody offered is
 * refused with `option_not_found`, as nobody could have clicked it.
 */
export function choose(element: Element, picked: Picked, offered: readonly Option[]): StateValue {
  const { type } = element;
  const find = (value: string) => optionWith(element, value, offered);
  const one = Array.isArray(picked) ? (picked[0] ?? null) : picked;
  const several = listOf(picked);
  const option = () => (one === null ? null : find(one));
  const writers: Record<string, () => Omit<StateValue, 'type'>> = {
    overflow: () => ({ selected_option: option() }),
    static_select: () => ({ selected_option: option() }),
    external_select: () => ({ selected_option: option() }),
    radio_buttons: () => ({ selected_option: option() }),
    multi_static_select: () => ({ selected_options: several.map(find) }),
    multi_external_select: () => ({ selected_options: several.map(find) }),
    checkboxes: () => ({ selected_options: several.map(find) }),
    users_select: () => ({ selected_user: one }),
    multi_users_select: () => ({ selected_users: several }),
    channels_select: () => ({ selected_channel: one }),
    multi_channels_select: () => ({ selected_channels: several }),
    conversations_select: () => ({ selected_conversation: one }),
    multi_conversations_select: () => ({ selected_conversations: several }),
    datepicker: () => ({ selected_date: one }),
    timepicker: () => ({ selected_time: one }),
    datetimepicker: () => ({ selected_date_time: one === null ? null : Number(one) }),
  };
  const write = writers[type] ?? (() => ({ value: one === '' ? null : one }));
  return { type, ...write() };
}

function listOf(picked: Picked): string[] {
  if (picked === null) return [];
  return Array.isArray(picked) ? picked : [picked];
}

function optionWith(element: Element, value: string, offered: readonly Option[]): Option {
  const { options = [], option_groups = [], initial_option, initial_options = [] } = Choices.parse(element);
  const own = [...options, ...option_groups.flatMap((group) => group.options), ...initial_options];
  const all: Option[] = JSON.parse(JSON.stringify(initial_option ? [...own, initial_option] : own));
  const found = [...all, ...offered].find((option) => option.value === value);
  if (!found) throw slackError('option_not_found');
  return found;
}
