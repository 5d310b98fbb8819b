import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** `.sysmon/run.json`: where everything is while it runs, so that any client of the real service can be pointed at it. */
export const RunFile = z.object({
  pid: z.number().int(),
  page: z.string().nullable(),
  http: z.string(),
  database: z.string(),
  elasticsearch: z.string().nullable(),
  slack: z
    .object({
      api: z.string(),
      botToken: z.string(),
      userToken: z.string(),
      channel: z.string(),
      act: z.string(),
    })
    .nullable(),
  aws: z
    .object({
      endpoint: z.string(),
      region: z.string(),
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
    })
    .nullable(),
  jira: z
    .object({ host: z.string(), email: z.string(), apiToken: z.string(), project: z.string() })
    .nullable(),
  balena: z.null(),
});
export type RunFile = z.infer<typeof RunFile>;

const fileIn = (folder: string) => join(folder, 'run.json');

/** For the owner's eyes only: it holds tokens. */
export async function writeRunFile(folder: string, run: RunFile): Promise<void> {
  const file = fileIn(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(run, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}

export async function removeRunFile(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true });
}

/** Undefined where nothing runs. */
export async function readRunFile(folder: string): Promise<RunFile | undefined> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : RunFile.parse(JSON.parse(text));
}
