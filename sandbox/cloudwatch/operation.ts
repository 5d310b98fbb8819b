import { z } from 'zod';
import type { Clock } from '../../src/core/time.ts';
import { invalidParameter } from './aws-error.ts';
import type { Catalog } from './catalog.ts';
import type { LiveTails } from './live-tails.ts';
import type { Segments } from './segments.ts';

/** What an operation works on. */
export interface World {
  catalog: Catalog;
  segments: Segments;
  tails: LiveTails;
  clock: Clock;
  random: () => number;
  region: string;
  account: string;
  /** Milliseconds until a stored event can be seen. */
  ingestionDelay: number;
  /** Milliseconds until a page token is forgotten. */
  tokenLifetime: number;
}

/** Answers with an object, or with a stream of event-stream messages. */
export type Operation = (input: unknown, world: World) => Promise<object>;

export function operation<S extends z.ZodType>(
  schema: S,
  run: (input: z.infer<S>, world: World) => object | Promise<object>,
): Operation {
  return async (input, world) => {
    const { success, data, error } = schema.safeParse(input);
    if (!success) throw invalidParameter(validationMessage(error));
    return run(data, world);
  };
}

function validationMessage({ issues }: z.ZodError): string {
  const faults = issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  );
  return `${issues.length} validation error${issues.length > 1 ? 's' : ''} detected: ${faults.join('; ')}`;
}

export const GroupName = z
  .string()
  .max(512)
  .regex(/^[.\-_/#A-Za-z0-9]+$/, 'Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+');
export const StreamName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^:*]*$/, 'Member must satisfy regular expression pattern: [^:*]*');
export const Tags = z.record(z.string(), z.string()).default({});

export function arnOf(world: World, group: string): string {
  return `arn:aws:logs:${world.region}:${world.account}:log-group:${group}`;
}

/** A group by its name, or by its ARN with or without `:*`. */
export function groupNameOf(identifier: string): string {
  return identifier.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');
}
