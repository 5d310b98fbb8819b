import type { z } from 'zod';
import { problemsOf } from '../block-kit/problems.ts';
import type { SlackContext } from '../context.ts';
import type { Tier } from '../rate-limits.ts';
import { invalidArguments } from '../slack-error.ts';

/** Who calls: the app's bot, the app itself (Socket Mode), or a person through the app. */
export interface Caller {
  kind: 'bot' | 'app' | 'user';
  /** The user id that messages are posted as. */
  user: string;
}

export type Raw = Record<string, unknown>;

export interface Method {
  name: string;
  tier: Tier;
  /** `app` is for `xapp-` tokens alone; `open` needs no token. */
  auth: 'workspace' | 'app' | 'open';
  run(raw: Raw, context: SlackContext, caller: Caller): Promise<object>;
}

type Run<S extends z.ZodType> = (
  args: z.infer<S>,
  context: SlackContext,
  caller: Caller,
) => Promise<object> | object;

/** A method with its arguments parsed; unknown arguments are ignored, as Slack does. */
export function method<S extends z.ZodType>(
  name: string,
  tier: Tier,
  schema: S,
  run: Run<S>,
  auth: Method['auth'] = 'workspace',
): Method {
  return {
    name,
    tier,
    auth,
    run: async (raw, context, caller) => {
      const parsed = schema.safeParse(raw, { reportInput: true });
      if (!parsed.success) throw invalidArguments(problemsOf(parsed.error.issues, ''));
      return run(parsed.data, context, caller);
    },
  };
}
