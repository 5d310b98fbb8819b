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

export const CommandRequest = z.object({ ...who, channel: z.string(), text: Text, thread_ts: ThreadTs });
export const MessageRequest = z.object({ ...who, channel: z.string(), text: Text, thread_ts: ThreadTs });
export const ClickRequest = z
  .object({ ...who, ...place, value: z.union([z.string(), z.array(z.string()), z.null()]).optional() })
  .refine(hasPlace, needsPlace);
export const OptionsRequest = z
  .object({ user: User, ...place, value: z.string() })
  .refine(hasPlace, needsPlace);
export const ShortcutRequest = z.object({
  ...who,
  channel: z.string(),
  ts: z.string(),
  callback_id: z.string(),
});
export const SubmitRequest = z.object({
  ...who,
  view_id: z.string(),
  values: z.record(z.string(), z.unknown()).default({}),
});
export const CloseRequest = z.object({ user: User, view_id: z.string(), all: z.boolean().default(false) });
export const HomeRequest = z.object(who);
export const ReactionRequest = z.object({
  user: User,
  channel: z.string(),
  ts: z.string(),
  name: z.string().regex(/^[a-z0-9_+'-]+$/),
  remove: z.boolean().default(false),
});
export const SettingsRequest = z.object({
  native_charts: z.boolean().optional(),
  rate_limits: z.boolean().optional(),
  request_url: z.url().nullable().optional(),
  disconnect: z.enum(['warning', 'refresh_requested', 'link_disabled']).optional(),
});
