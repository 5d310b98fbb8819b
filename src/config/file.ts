import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../core/errors.ts';
import { RuleSettings } from '../detect/registry.ts';
import { SourcesSettings } from '../sources/index.ts';
import { faultsOf } from './faults.ts';

const Days = z.number().int().min(1).max(3_650);
const SlackIds = z.array(
  z.string().regex(/^[USW][A-Z0-9]{6,}$/, 'the id of a person (U…) or a user group (S…)'),
);

/** `sysmon.yaml`: all that is not a secret. Every part may be left out. */
export const ConfigFile = z.strictObject({
  sources: SourcesSettings.optional(),
  /** Besides the rules that need no configuration. */
  rules: z.array(RuleSettings).default([]),
  roles: z.strictObject({ responder: SlackIds.optional(), admin: SlackIds.optional() }).default({}),
  retention: z
    .strictObject({ eventDays: Days.default(14), hourDays: Days.default(400), recordDays: Days.default(400) })
    .prefault({}),
});
export type ConfigFile = z.infer<typeof ConfigFile>;

const DEFAULT_NAME = 'sysmon.yaml';

/** Reads the file that is named, or `sysmon.yaml` where there is one. Throws `ConfigError` with every fault and its path. */
export async function readConfigFile(name: string | undefined): Promise<ConfigFile> {
  const file = name ?? DEFAULT_NAME;
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && name === undefined) return '{}';
    throw new ConfigError([`${file}: can't be read (${error.code ?? error.message})`]);
  });
  const result = ConfigFile.safeParse(parseYaml(text, file) ?? {});
  if (result.success) return result.data;
  throw new ConfigError(faultsOf(result.error, file));
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new ConfigError([`${file}: ${error instanceof Error ? error.message.split('\n')[0] : 'not YAML'}`]);
  }
}
