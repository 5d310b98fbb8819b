import { z } from 'zod';
import { Text, Time } from '../../go-values.ts';

const Count = z
  .number()
  .int()
  .nullish()
  .transform((count) => count ?? undefined);

/** A Kubernetes event of the type `Warning`, whichever of its two forms it has: counted by itself, or as a series. */
export const Warning = z
  .object({
    metadata: z.object({
      uid: z.string().min(1),
      namespace: Text,
      resourceVersion: Text,
      creationTimestamp: Time,
    }),
    involvedObject: z.object({
      kind: Text,
      name: Text,
      namespace: Text,
      uid: Text,
      fieldPath: Text,
    }),
    type: Text,
    reason: Text,
    message: Text,
    count: Count,
    firstTimestamp: Time,
    lastTimestamp: Time,
    eventTime: Time,
    series: z.object({ count: Count, lastObservedTime: Time }).nullish(),
    source: z.object({ host: Text }).nullish(),
  })
  .transform(
    ({ metadata, series, count, lastTimestamp, firstTimestamp, eventTime, involvedObject, ...rest }) => ({
      ...rest,
      uid: metadata.uid,
      version: metadata.resourceVersion,
      about: { ...involvedObject, namespace: involvedObject.namespace ?? metadata.namespace },
      count: series?.count ?? count ?? 1,
      at:
        series?.lastObservedTime ??
        lastTimestamp ??
        eventTime ??
        firstTimestamp ??
        metadata.creationTimestamp,
    }),
  );
export type Warning = z.infer<typeof Warning>;
