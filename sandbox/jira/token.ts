import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The API token of this sandbox: made once, kept in its folder, readable by its owner alone. */
export async function tokenIn(folder: string): Promise<string> {
  const file = join(folder, 'api-token');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept) return kept;
  const token = `ATATT-sandbox-${randomBytes(24).toString('base64url')}`;
  await mkdir(folder, { recursive: true });
  await writeFile(file, token, { mode: 0o600 });
  return token;
}
