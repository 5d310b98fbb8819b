import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';

/** Messages whose true source line is known. */
export interface DataSet {
  name: string;
  kind: 'loghub' | 'log-sources';
  messages: string[];
  truth: string[];
}

/** GA: share of lines in a group that is exactly right; FGA: the F1 of such groups. */
export interface Score {
  GA: number;
  FGA: number;
}

/** The labeled logs and the scorer of `../shared/tools`. */
export interface Shared {
  sets: DataSet[];
  score(codes: readonly string[], truth: readonly string[]): Score;
}

const Tool = z.object({
  DATASETS: z.array(z.string()),
  loadTruth: z.custom<(folder: string, name: string) => { content: string[]; event: string[] }>(),
  score: z.custom<Shared['score']>(),
});
const Line = z.object({ message: z.string(), truth: z.string() });

/** From `../shared` beside the checkout or where `SYSMON_SHARED` says. */
export async function openShared(): Promise<Shared> {
  const folder = resolve(process.env.SYSMON_SHARED ?? join(import.meta.dirname, '../../../shared'));
  const { DATASETS, loadTruth, score } = Tool.parse(await import(join(folder, 'tools/loghub-score.mjs')));
  const loghub = DATASETS.map((name): DataSet => {
    const { content, event } = loadTruth(join(folder, 'data/loghub'), name);
    return { name, kind: 'loghub', messages: content, truth: event };
  });
  const sources = join(folder, 'data/log-sources');
  const files = (await readdir(sources)).filter((name) => name.endsWith('.jsonl'));
  const others = await Promise.all(files.map((name) => readSet(join(sources, name))));
  return { sets: [...loghub, ...others], score };
}

async function readSet(path: string): Promise<DataSet> {
  const text = await readFile(path, 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
  return {
    name: basename(path, '.jsonl'),
    kind: 'log-sources',
    messages: lines.map(({ message }) => message),
    truth: lines.map(({ truth }) => truth),
  };
}
