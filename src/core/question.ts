import { z } from 'zod';

export const SUBJECTS = [
  'errors', 'warnings', 'logs', 'codes', 'code', 'latency', 'pages', 'clicks', 'requests', 'failures', 'devices', 'containers', 'pods', 'hosts',
  'databases', 'queues', 'functions', 'cpu', 'memory', 'disk', 'alerts', 'tickets', 'health', 'services', 'mutes', 'oncall', 'help',
] as const; // biome-ignore format: a list to read
const AGGREGATES = ['count', 'rate', 'avg', 'p50', 'p95', 'p99', 'max', 'min'] as const;
const GROUPS = [
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
  'database',
  'queue',
  'function',
  'status',
  'hour',
  'day',
] as const;
const FILTERS = [
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

const Values = z.array(z.string()).min(1);
const Filters = z.partialRecord(z.enum(FILTERS), Values);
const Excluded = z.partialRecord(z.enum(['service', ...FILTERS]), Values);

/** Epoch milliseconds, `from` in, `to` out. */
const Time = z.object({ from: z.number(), to: z.number() });

/** What a person asked, as data: complete before it touches a store, and what the answer echoes back. */
export const Question = z.object({
  subject: z.enum(SUBJECTS),
  /** Empty: all of them. */
  services: z.array(z.string()),
  /** The values of one filter are alternatives. */
  filters: Filters,
  exclude: Excluded.optional(),
  time: Time,
  /** How people would say the time: "last 24h". */
  timeWords: z.string(),
  aggregate: z.array(z.enum(AGGREGATES)).optional(),
  groupBy: z.array(z.enum(GROUPS)).max(2).optional(),
  top: z.number().int().positive().optional(),
  compare: z.enum(['previous', 'yesterday', 'week']).optional(),
  bucket: z.enum(['minute', 'hour', 'day']).optional(),
});
export type Question = z.infer<typeof Question>;
export type Subject = Question['subject'];
export type Aggregate = (typeof AGGREGATES)[number];
export type Group = (typeof GROUPS)[number];
export type FilterName = (typeof FILTERS)[number];
export type Filters = z.infer<typeof Filters>;
export type Excluded = z.infer<typeof Excluded>;

const OPERATORS = ['>', '>=', '<', '<='] as const;

/** What a person wants done, as data: nothing is done yet. Ids and targets are as typed, without a leading `#`. */
export const Command = z.discriminatedUnion('name', [
  /** Without `durationSeconds` the person named none; `forever` is said in so many words. */
  z.object({
    name: z.literal('mute'),
    target: z.string(),
    durationSeconds: z.number().positive().optional(),
    forever: z.boolean().optional(),
    reason: z.string().optional(),
  }),
  z.object({ name: z.literal('unmute'), target: z.string() }),
  z.object({ name: z.literal('ack'), id: z.string() }),
  z.object({ name: z.literal('resolve'), id: z.string(), reason: z.string().optional() }),
  /** Without `alertId`, the alert of the thread it was said in. */
  z.object({ name: z.literal('ticket'), alertId: z.string().optional(), reason: z.string().optional() }),
  z.object({ name: z.literal('audit'), time: Time, timeWords: z.string() }),
  z.object({
    name: z.literal('alert'),
    subject: z.enum(SUBJECTS),
    services: z.array(z.string()),
    filters: Filters,
    aggregate: z.enum(AGGREGATES).optional(),
    op: z.enum(OPERATORS),
    /** In `unit`: a count if there is none. */
    threshold: z.number(),
    unit: z.enum(['ms', '%']).optional(),
    windowSeconds: z.number().positive(),
  }),
]);
export type Command = z.infer<typeof Command>;

/** Not understood, or only in part: what to tell the person. Nothing was guessed. */
export interface Unclear {
  /** One or two sentences: what was understood, what was not, and how to say it. */
  error: string;
  /** A question that would be understood, as the person would type it. */
  example: string;
  /** The nearest thing that can be asked, for a "Did you mean" button. */
  suggestion?: Question;
}

/** What became of a person's words. */
export type Understanding =
  | { kind: 'question'; question: Question }
  | { kind: 'command'; command: Command }
  | { kind: 'unclear'; unclear: Unclear };

/** What the asker's world holds: names that a question may use. */
export interface Known {
  services: readonly string[];
  fleets: readonly string[];
  namespaces: readonly string[];
  hosts: readonly string[];
}
