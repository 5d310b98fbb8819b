import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Variables } from '../../../src/config/environment.ts';
import { loadSettings } from '../../../src/config/settings.ts';
import { ConfigError } from '../../../src/core/errors.ts';

/** All that must be set. */
export const COMPLETE: Variables = {
  DATABASE_URL: 'postgres://sysmon:pw@db:5432/sysmon',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  SLACK_CHANNEL: 'C0123ABCDE',
  AWS_REGION: 'eu-west-1',
};

/** A `sysmon.yaml` for one test. */
export async function settingsFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-config-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'sysmon.yaml');
  await writeFile(file, text);
  return file;
}

/** What a start with these would list; nothing if it would start. */
export async function faultsOf(variables: Variables): Promise<readonly string[]> {
  try {
    await loadSettings(variables);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}
