import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Ids } from './ids.ts';

/** Random, made once for a data folder and kept there for its owner alone. */
export const Credentials = z.object({
  botToken: z.string().startsWith('xoxb-'),
  appToken: z.string().startsWith('xapp-'),
  userToken: z.string().startsWith('xoxp-'),
  signingSecret: z.string().min(32),
  /** The deprecated token that older payloads still carry. */
  verificationToken: z.string(),
});
export type Credentials = z.infer<typeof Credentials>;

/** Those of the last start, or new ones if there are none. */
export async function loadCredentials(folder: string, ids: Ids): Promise<Credentials> {
  const file = join(folder, 'credentials.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return Credentials.parse(JSON.parse(kept));
  const made = makeCredentials(ids);
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify(made, null, 2), { mode: 0o600 });
  return made;
}

function makeCredentials(ids: Ids): Credentials {
  return {
    botToken: `xoxb-sandbox-${ids.secret(16)}`,
    appToken: `xapp-1-sandbox-${ids.secret(16)}`,
    userToken: `xoxp-sandbox-${ids.secret(16)}`,
    signingSecret: ids.secret(16),
    verificationToken: ids.secret(12),
  };
}
