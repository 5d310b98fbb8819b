import { z } from 'zod';
import { ConversationFilter, interactive, OptionGroup, PlainOption, placeholder } from './composition.ts';

const max_selected_items = z.number().int().min(1).optional();
const menu = { ...interactive, ...placeholder };
const choices = {
  options: z.array(PlainOption).min(1).max(100).optional(),
  option_groups: z.array(OptionGroup).min(1).max(100).optional(),
};
const min_query_length = z.number().int().min(0).optional();
const Id = z.string().min(1);
const response_url_enabled = z.boolean().optional();

const hasOneList = (select: { options?: unknown; option_groups?: unknown }) =>
  (select.options === undefined) !== (select.option_groups === undefined);
const oneList = { error: 'must define either `options` or `option_groups`' };

export const SELECTS = [
  z
    .strictObject({
      type: z.literal('static_select'),
      ...menu,
      ...choices,
      initial_option: PlainOption.optional(),
    })
    .refine(hasOneList, oneList),
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...menu,
      ...choices,
      initial_options: z.array(PlainOption).min(1).max(100).optional(),
      max_selected_items,
    })
    .refine(hasOneList, oneList),
  z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    initial_option: PlainOption.optional(),
    min_query_length,
  }),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...menu,
    initial_options: z.array(PlainOption).min(1).max(100).optional(),
    min_query_length,
    max_selected_items,
  }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: Id.optional() }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...menu,
    initial_users: z.array(Id).optional(),
    max_selected_items,
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    initial_channel: Id.optional(),
    response_url_enabled,
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...menu,
    initial_channels: z.array(Id).optional(),
    max_selected_items,
  }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    initial_conversation: Id.optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: ConversationFilter.optional(),
    response_url_enabled,
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...menu,
    initial_conversations: z.array(Id).optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter: ConversationFilter.optional(),
    max_selected_items,
  }),
] as const;
