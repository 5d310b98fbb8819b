import { z } from 'zod';
import { MEMBERS } from '../world.ts';

/** A person by id or by name (`maya`, `@maya`). */
export const User = z.string().transform((given, context) => {
  const name = given.replace(/^@/, '').toLowerCase();
  const found = MEMBERS.find((person) => !person.is_bot && (person.id === given || person.name === name));
  if (found) return found.id;
  context.addIssue({ code: 'custom', message: `nobody here is called ${given}` });
  return z.NEVER;
});

const Text = z.string().trim().min(1).max(40_000);
/** Milliseconds to collect what the person sees; by default until the app acknowledged and replied once, at most 3,000. */
const wait_ms = z.number().int().min(0).max(30_000).optional();
const ThreadTs = z
  .string()
  .nullish()
  .transform((ts) => ts ?? undefined);
const who = { user: User, wait_ms };
const place = {
  channel: z.string().optional(),
  ts: z.string().optional(),
  view_id: z.string().optional(),
  action_id: z.string(),
  block_id: z.string().optional(),
};

const hasPlace = (given: {
  channel?: string | undefined;
  ts?: string | undefined;
  view_id?: string | undefined;
}) => given.view_id !== undefined || (given.channel !== undefined && given.ts !== undefined);
const needsPlace = { error: 'say where: channel and ts of a message, or view_id' };

/** `POST /act/command`: `text` with or without the command itself, e.g. `/sysmon errors api` or `errors api`. */
export const CommandRequest = z.object({ ...who, channel: z.string(), text: Text, thread_ts: ThreadTs });
/** `POST /act/message`: `@handle`, `@usergroup`, `#channel` and addresses become what Slack's composer makes of them. */
export const MessageRequest = z.object({ ...who, channel: z.string(), text: Text, thread_ts: ThreadTs });
/**
 * `POST /act/click`: a button, or a new value of a select, an overflow menu, checkboxes, a date, an input that dispatches. `value` is the value of
 * the option (an array for several), a user's or channel's id, a date, or a text. Confirmation dialogs are the client's to show.
 */
export const ClickRequest = z
  .object({ ...who, ...place, value: z.union([z.string(), z.array(z.string()), z.null()]).optional() })
  .refine(hasPlace, needsPlace);
/** `POST /act/options`: what an external select offers for what was typed. Answers `{ok, options}` or `{ok, option_groups}`. */
export const OptionsRequest = z
  .object({ user: User, ...place, value: z.string() })
  .refine(hasPlace, needsPlace);
/** `POST /act/shortcut`: a message shortcut. */
export const ShortcutRequest = z.object({
  ...who,
  channel: z.string(),
  ts: z.string(),
  callback_id: z.string(),
});
/**
 * `POST /act/submit`: `values[block_id][action_id]` or shorter `values[block_id]`, each a plain value as in a click, or Slack's own `state.values`
 * entry. What is not named keeps its initial value.
 */
export const SubmitRequest = z.object({
  ...who,
  view_id: z.string(),
  values: z.record(z.string(), z.unknown()).default({}),
});
/** `POST /act/close`: Cancel (this view), or `all` of the stack with the X. */
export const CloseRequest = z.object({ user: User, view_id: z.string(), all: z.boolean().default(false) });
/** `POST /act/home`: opens the app's Home tab. */
export const HomeRequest = z.object(who);
/** `POST /act/reaction`: adds an emoji by name, or takes it away. */
export const ReactionRequest = z.object({
  user: User,
  channel: z.string(),
  ts: z.string(),
  name: z.string().regex(/^[a-z0-9_+'-]+$/),
  remove: z.boolean().default(false),
});
/**
 * `POST /act/settings`: how the workspace behaves from now on. Without `native_charts` it refuses `data_visualization`; with a `request_url` signed
 * HTTP replaces Socket Mode (null switches back); `disconnect` asks every connection to come again.
 */
export const SettingsRequest = z.object({
  native_charts: z.boolean().optional(),
  rate_limits: z.boolean().optional(),
  request_url: z.url().nullable().optional(),
  disconnect: z.enum(['warning', 'refresh_requested', 'link_disabled']).optional(),
});
