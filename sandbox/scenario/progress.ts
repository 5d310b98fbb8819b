import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Instant } from '../../src/core/time.ts';

const Progress = z.object({ writtenUpTo: z.number().int() });

/** How far the story was told before the last stop; undefined at the first start. */
export async function loadProgress(file: string): Promise<Instant | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Progress.parse(JSON.parse(text)).writtenUpTo;
}

export async function saveProgress(file: string, writtenUpTo: Instant): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify({ writtenUpTo }));
  await rename(`${file}.new`, file);
}
