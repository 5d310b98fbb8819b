import { z } from 'zod';
import { groupNameOf, operation } from '../operation.ts';

const MOST_GROUPS = 10;
const Arn = z
  .string()
  .regex(/^arn:aws:logs:[^:]+:\d{12}:log-group:[^:*]+$/, 'must be the ARN of a log group');

export const startLiveTail = operation(
  z.object({ logGroupIdentifiers: z.array(Arn).min(1).max(MOST_GROUPS) }),
  ({ logGroupIdentifiers }, { catalog, tails }) =>
    tails.open(logGroupIdentifiers.map((arn) => ({ arn, name: catalog.group(groupNameOf(arn)).name }))),
);
