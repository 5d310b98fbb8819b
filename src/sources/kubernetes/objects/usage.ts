import { z } from 'zod';
import { listOf } from '../../go-values.ts';
import { Amounts } from './quantity.ts';

/** What the metrics API says of a pod. */
export const PodUsage = z
  .object({
    metadata: z.object({ name: z.string().min(1), namespace: z.string().min(1) }),
    containers: listOf(z.object({ name: z.string(), usage: Amounts })),
  })
  .transform(({ metadata, containers }) => ({ ...metadata, containers }));
export type PodUsage = z.infer<typeof PodUsage>;

/** What the metrics API says of a node. */
export const NodeUsage = z
  .object({ metadata: z.object({ name: z.string().min(1) }), usage: Amounts })
  .transform(({ metadata, usage }) => ({ ...metadata, usage }));
export type NodeUsage = z.infer<typeof NodeUsage>;
