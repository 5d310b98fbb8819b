import { z } from 'zod';
import { operation, pageToken, readPageToken } from './operation.ts';

const PAGE = 500;

export const listMetrics = operation(
  z.strictObject({
    Namespace: z.string().min(1).max(255).optional(),
    MetricName: z.string().min(1).max(255).optional(),
    RecentlyActive: z.literal('PT3H').optional(),
    NextToken: z.string().optional(),
  }),
  ({ NextToken, ...question }, { account }) => {
    const { Namespace, MetricName } = question;
    const found = account
      .all()
      .filter(
        ({ namespace, metric }) =>
          namespace === (Namespace ?? namespace) && metric === (MetricName ?? metric),
      );
    const from = readPageToken(NextToken, question);
    const to = from + PAGE;
    return {
      Metrics: found.slice(from, to).map(({ namespace, metric, dimensions }) => ({
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
      ...(to < found.length ? { NextToken: pageToken(to, question) } : {}),
    };
  },
);
