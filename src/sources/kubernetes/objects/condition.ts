import { z } from 'zod';
import { Text, Time } from '../../go-values.ts';

/** Something that is so or not so of a pod or a node, and since when. */
export const Condition = z.object({
  type: z.string(),
  status: z.string(),
  reason: Text,
  message: Text,
  lastTransitionTime: Time,
});
export type Condition = z.infer<typeof Condition>;
