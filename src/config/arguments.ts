import { parseArgs } from 'node:util';
import { ConfigError } from '../core/errors.ts';
import { Environment, type Variables } from './environment.ts';

const ROLES = Environment.shape.SYSMON_ROLE.unwrap().options;

/**
 * The arguments of a start, as the variables that they go before: `--role bot` is `SYSMON_ROLE=bot`. Throws a `ConfigError` on any that there is
 * not.
 */
export function variablesOfArguments(args: readonly string[]): Variables {
  const role = roleIn(args);
  if (role === undefined) return {};
  const known = ROLES.find((name) => name === role);
  if (known) return { SYSMON_ROLE: known };
  throw new ConfigError([`--role: must be one of ${ROLES.join(', ')}`]);
}

function roleIn(args: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...args], options: { role: { type: 'string' } } }).values.role;
  } catch {
    throw new ConfigError([`the arguments can be: --role ${ROLES.join('|')}`]);
  }
}
