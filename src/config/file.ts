import { readFile } from 'node:fs/promises';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { DigestTimes } from '../core/digest-time.ts';
import { ConfigError } from '../core/errors.ts';
import { RuleSettings } from '../detect/registry.ts';
import { SourcesSettings } from '../sources/index.ts';
import { faultsOf, wordsFor } from './faults.ts';

const Days = z.number().int().min(1).max(3_650);
const SlackIds = z.array(
  z.string().regex(/^[USW][A-Z0-9]{6,}$/, 'the id of a person (U…) or a user group (S…)'),
);

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 09:00');
const DigestSettings = z
  .strictObject({
    daily: z.boolean().default(true),
    weekly: z.enum(DAYS).or(z.literal(false)).default('monday'),
    at: Clock.default('09:00'),
    timezone: z.string().refine(isTimezone, 'a time zone such as Europe/Berlin').default('UTC'),
  })
  .transform(({ daily, weekly, at, timezone }): DigestTimes => {
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    return { daily, weekly: weekly ? DAYS.indexOf(weekly) : undefined, at: { hours, minutes }, timezone };
  });

/** `sysmon.yaml`: all that is not a secret. Every part may be left out. */
export const ConfigFile = z.strictObject({
  sources: SourcesSettings.optional(),
  /** Besides the rules that need no configuration. */
  rules: z.array(RuleSettings).default([]),
  roles: z.strictObject({ responder: SlackIds.optional(), admin: SlackIds.optional() }).default({}),
  retention: z
    .strictObject({ eventDays: Days.default(14), hourDays: Days.default(400), recordDays: Days.default(400) })
    .prefault({}),
  /** What happened, told once a day and once a week; `false` leaves one out. */
  digest: DigestSettings.prefault({}),
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
  const result = ConfigFile.safeParse(parseYaml(text, file) ?? {}, { error: wordsFor });
  if (result.success) return result.data;
  throw new ConfigError(faultsOf(result.error, file));
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new ConfigError([`${file}: ${error instanceof YAMLParseError ? problemOf(error) : 'not YAML'}`]);
  }
}

/** What the parser says up to where it quotes the file. */
function problemOf({ message, linePos }: YAMLParseError): string {
  const [words = ''] = message.split(/[:"']| at line /);
  const [at] = linePos ?? [];
  return at ? `${words.trim()} (line ${at.line}, column ${at.col})` : words.trim();
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
