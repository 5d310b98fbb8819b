import { z } from 'zod';

export const SUBJECTS = [
  'errors', 'warnings', 'logs', 'codes', 'code', 'latency', 'pages', 'clicks', 'requests', 'failures', 'devices', 'containers', 'pods',
  'cpu', 'memory', 'disk', 'alerts', 'tickets', 'health', 'services', 'mutes', 'oncall', 'help',
] as const; // biome-ignore format: a list to read
export const AGGREGATES = ['count', 'rate', 'avg', 'p50', 'p95', 'p99', 'max', 'min'] as const;
export const GROUPS = [
  'service',
  'code',
  'endpoint',
  'level',
  'host',
  'device',
  'fleet',
  'container',
  'pod',
  'page',
  'status',
  'hour',
  'day',
] as const;
export const FILTERS = [
  'level',
  'code',
  'status',
  'endpoint',
  'fleet',
  'host',
  'container',
  'namespace',
  'user',
  'text',
] as const;

const Filters = z.partialRecord(z.enum(FILTERS), z.union([z.string(), z.array(z.string())]));

/** What a person asked, as data: complete before it touches a store, and what the answer echoes back. */
export const Question = z.object({
  subject: z.enum(SUBJECTS),
  /** Empty: all of them. */
  services: z.array(z.string()),
  filters: Filters,
  exclude: Filters.optional(),
  /** Epoch milliseconds, `from` in, `to` out. */
  time: z.object({ from: z.number(), to: z.number() }),
  /** How people would say the time: "last 24h". */
  timeWords: z.string(),
  aggregate: z.enum(AGGREGATES).optional(),
  groupBy: z.enum(GROUPS).optional(),
  top: z.number().int().positive().optional(),
  compare: z.enum(['previous', 'yesterday', 'week']).optional(),
  bucket: z.enum(['minute', 'hour', 'day']).optional(),
});
export type Question = z.infer<typeof Question>;

/** Not understood, or only in part: what to tell the person. Nothing was guessed. */
export interface Unclear {
  /** One or two sentences: what was understood, what was not, and how to say it. */
  error: string;
  /** A question that would be understood, as the person would type it. */
  example: string;
  /** The nearest thing that can be asked, for a "Did you mean" button. */
  suggestion?: Question;
}

/** What the asker's world holds: names that a question may use. */
export interface Known {
  services: readonly string[];
  fleets: readonly string[];
  namespaces: readonly string[];
  hosts: readonly string[];
}
