import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One labelled production series; times in seconds. */
export interface Labelled {
  cat: string;
  ts: number[];
  v: number[];
  y: boolean[];
  /** A run counts as found within so many points of its first. */
  k: number;
  /** Points before this are not scored. */
  warm: number;
}

export interface EventScore {
  eventF1: number;
  eP: number;
  eR: number;
  found: number;
  runs: number;
  perK: number;
}

export interface NabFile {
  name: string;
  ts: string[];
  seconds: number[];
  values: number[];
  windows: [string, string][];
}

interface CloudTool {
  load(folder: string): Labelled[];
  evaluate(series: readonly Labelled[], scores: readonly ArrayLike<number>[], threshold: number): EventScore;
}

type Profile = 'standard' | 'reward_low_FP_rate' | 'reward_low_FN_rate';

interface NabTool {
  normTs(text: string): string;
  halves(names: readonly string[]): Record<string, 0 | 1>;
  scoreAll(
    files: readonly (NabFile & { scores: Float64Array })[],
    thresholds: Record<Profile, number>,
  ): Record<Profile, { score: number; fp: number }>;
}

export interface Shared {
  cloud: CloudTool;
  nab: NabTool;
  series: Labelled[];
  files: NabFile[];
}

/** The labelled data and its scorers, from `../shared` beside the checkout or where `SYSMON_SHARED` says. */
export async function openShared(): Promise<Shared> {
  const folder = resolve(process.env.SYSMON_SHARED ?? join(import.meta.dirname, '../../../shared'));
  const tool = (name: string) => import(pathToFileURL(join(folder, 'tools', name)).href);
  const cloud: CloudTool = await tool('cloud-monitoring-score.mjs');
  const nab: NabTool = await tool('nab-score.mjs');
  const windows: Record<string, [string, string][]> = JSON.parse(
    await readFile(join(folder, 'data/nab/combined_windows.json'), 'utf8'),
  );
  const files = await Promise.all(
    Object.entries(windows).map(async ([name, own]) => {
      const text = await readFile(join(folder, 'data/nab/data', name), 'utf8');
      const rows = text
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(','));
      const ts = rows.map(([time = '']) => nab.normTs(time));
      const seconds = ts.map((time) => Date.parse(`${time.replace(' ', 'T')}Z`) / 1000);
      return { name, ts, seconds, values: rows.map(([, value]) => Number(value)), windows: own };
    }),
  );
  return { cloud, nab, series: cloud.load(join(folder, 'data/cloud-monitoring')), files };
}
