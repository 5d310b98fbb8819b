import { resolve } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import { environment, named, type Variables } from './environment.ts';
import { type RunFile, readRunFile, variablesOf } from './run-file.ts';

/** The folder of `npm start`'s data. */
function dataFolder(variables: Variables): string {
  return resolve(variables.SYSMON_FOLDER ?? '.sysmon');
}

/** Where a command finds its settings: what the environment names, and for the rest the `npm start` that runs here. */
export interface Here {
  variables: Variables;
  /** What the sandbox that runs here has sysmon read. */
  sources: RunFile['sources'];
  /** In words. */
  from: string;
}

/** Throws a `ConfigError` if nothing is set and nothing runs. */
export async function settingsHere(): Promise<Here> {
  const variables = environment();
  const run = await readRunFile(dataFolder(variables));
  if (run) {
    const all = { ...variablesOf(run), ...variables };
    return { variables: all, sources: run.sources, from: 'npm start, which runs here' };
  }
  if (Object.values(named(variables)).some(Boolean))
    return { variables, sources: [], from: 'the environment' };
  throw new ConfigError([
    'nothing runs here and nothing is set: run `npm start` in another terminal, or set DATABASE_URL and the tokens (see .env.example)',
  ]);
}
