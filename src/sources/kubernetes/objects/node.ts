import { z } from 'zod';
import { listOf } from '../../go-values.ts';
import { Condition } from './condition.ts';
import { Amounts } from './quantity.ts';

export const Node = z
  .object({
    metadata: z.object({ uid: z.string().min(1), name: z.string().min(1) }),
    status: z.object({ conditions: listOf(Condition), allocatable: Amounts }),
  })
  .transform(({ metadata, status }) => ({ ...metadata, ...status }));
export type Node = z.infer<typeof Node>;
