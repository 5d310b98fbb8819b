import { z } from 'zod';

/** The body of an HTTP endpoint delivery, version 1.0. */
export const Delivery = z.object({
  requestId: z.string(),
  timestamp: z.number(),
  records: z.array(z.object({ data: z.string() })).max(10_000),
});

export type Delivery = z.infer<typeof Delivery>;

/** What a subscription filter of CloudWatch Logs sends. */
export const Subscription = z.object({
  messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
  owner: z.string().default(''),
  logGroup: z.string().default(''),
  logStream: z.string().default(''),
  logEvents: z
    .array(z.object({ id: z.string(), timestamp: z.number().int(), message: z.string() }))
    .default([]),
});
export type Subscription = z.infer<typeof Subscription>;

/** `X-Amz-Firehose-Common-Attributes`: what the owner of the delivery stream has to say. */
export const CommonAttributes = z.object({
  commonAttributes: z.object({ service: z.string().optional() }).default({}),
});
