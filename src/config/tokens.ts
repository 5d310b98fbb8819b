import { z } from 'zod';

const Sender = z.object({ name: z.string().regex(/^[\w.-]{1,64}$/), token: z.string().regex(/^\S{16,}$/) });
export type Sender = z.infer<typeof Sender>;

const WORDS = 'name:token,name:token, the names unlike each other, each token of 16 characters or more';

/** `INTAKE_TOKENS`: who may send, as `name:token,name2:token2`. Faults never quote it. */
export const Tokens = z.string().transform((text, context) => {
  const parts = text.split(',').map(
    (part) =>
      part
        .trim()
        .match(/^([^:]*):(.*)$/)
        ?.slice(1) ?? [],
  );
  const senders = z.array(Sender).safeParse(parts.map(([name, token]) => ({ name, token }))).data;
  const names = new Set(senders?.map(({ name }) => name));
  const tokens = new Set(senders?.map(({ token }) => token));
  if (senders && names.size === senders.length && tokens.size === senders.length) return senders;
  context.addIssue({ code: 'custom', message: `must be ${WORDS}` });
  return z.NEVER;
});
