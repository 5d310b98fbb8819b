import { z } from 'zod';
import type { Clock } from '../../src/core/time.ts';
import { AwsError } from '../cloudwatch/aws-error.ts';
import type { Account } from './measured.ts';

/** What an operation works on. */
export interface World {
  account: Account;
  clock: Clock;
  /** Takes the status that a test wants for a metric's answer, where it wants one. */
  statusOf(metric: string): string;
}

export type Operation = (input: unknown, world: World) => object;

export function operation<S extends z.ZodType>(
  schema: S,
  run: (input: z.infer<S>, world: World) => object,
): Operation {
  return (input, world) => {
    const { success, data, error } = schema.safeParse(input);
    if (!success) throw new AwsError('InvalidParameterValue', z.prettifyError(error));
    return run(data, world);
  };
}

/** A place in a list that was cut; whoever sends it must ask the same question. */
export function pageToken(from: number, question: unknown): string {
  return Buffer.from(JSON.stringify([from, question])).toString('base64');
}

export function readPageToken(token: string | undefined, question: unknown): number {
  if (token === undefined) return 0;
  const [, from] = /^\[(\d+),/.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (from === undefined || pageToken(Number(from), question) !== token)
    throw new AwsError('InvalidNextToken', 'Request parameter NextToken is invalid');
  return Number(from);
}
