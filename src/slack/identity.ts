import { z } from 'zod';
import type { Call } from './call.ts';

export const Identity = z.object({
  team: z.string().optional(),
  team_id: z.string().optional(),
  user: z.string().optional(),
  user_id: z.string(),
  bot_id: z.string().optional(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});
export type Identity = z.infer<typeof Identity>;

/** Who we are to Slack: asked once, and again after a failure. */
export function openIdentity(call: Call): () => Promise<Identity> {
  let known: Promise<Identity> | undefined;
  return () => {
    known ??= call('auth.test', {}, Identity).catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}
