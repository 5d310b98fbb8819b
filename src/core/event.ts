import type { Instant } from './time.ts';

/** ECS `log.level`, ordered from least to most severe. */
export const LEVELS = ['trace', 'debug', 'info', 'notice', 'warn', 'error', 'fatal'] as const;
export type Level = (typeof LEVELS)[number];

/** The levels that count as an error wherever people say "errors". */
export const ERROR_LEVELS: readonly Level[] = ['error', 'fatal'];

/**
 * One thing a source read, before anyone understood it: a log line, or a state change written as a line.
 * `id` comes from the source (CloudWatch `eventId`) or is a hash of stream, time, sequence and text: reading again gives it again.
 */
export interface RawEvent {
  id: string;
  at: Instant;
  /** When the service behind the source took it in, where it says so. */
  ingestedAt?: Instant;
  text: string;
  /** How many source lines `text` holds: more than 1 once a stack trace was joined. */
  lines: number;
  origin: Origin;
  /** What the source itself knows of it. Such an event is whole: it is no part of a stack trace around it. */
  told?: Told;
}

/** What a structured source says of an event beside its text; it goes before what the text says. Secrets in it are masked all the same. */
export interface Told {
  level?: Level;
  /** A code that the source names itself; else one is made of the text. */
  code?: string;
  fields?: EventFields;
  labels?: Record<string, string>;
}

/** Every `event.action` there is: events that have one are measured, and neither counted nor shown as log lines. */
export const MEASURED_ACTIONS = ['request', 'page-load', 'click'] as const;

/** The fields of an event that say what it is about. */
export type EventFields = Partial<
  Omit<
    LogEvent,
    | 'event.id'
    | 'revision'
    | '@timestamp'
    | 'event.dataset'
    | 'event.ingested'
    | 'event.code'
    | 'log.level'
    | 'message'
    | 'labels'
  >
>;

/** Where a raw event comes from; becomes ECS fields and the fallback for what the text does not say. */
export interface Origin {
  /** ECS `event.dataset`, e.g. `aws.cloudwatch_logs`. */
  dataset: string;
  /** The ordered sequence a line belongs to, e.g. a log stream: stack traces are joined within it. */
  stream: string;
  /** The name of the source in the settings plus what it reads, e.g. the log group. */
  group: string;
  /** Service name if the text names none. */
  service: string;
  region?: string;
  account?: string;
  /** What the source knows of where its lines come from, e.g. the device. Unlike what is `told`, it leaves stack traces to be joined. */
  fields?: EventFields;
}

/**
 * A normalized event under its ECS field names, flat. Only `message` may be long; texts are escaped where they are shown, never here.
 * `revision` is how many source lines it holds: a store keeps the highest it has seen of an id.
 */
export interface LogEvent {
  'event.id': string;
  revision: number;
  '@timestamp': Instant;
  'event.dataset': string;
  'event.ingested'?: Instant;
  /** The error code, e.g. `API-4F2A`: one kind of message in one service. */
  'event.code': string;
  'log.level': Level;
  'service.name': string;
  message: string;
  'log.logger'?: string;
  'log.file.path'?: string;
  'host.name'?: string;
  'client.ip'?: string;
  'user.name'?: string;
  'trace.id'?: string;
  'error.type'?: string;
  'error.message'?: string;
  'error.stack_trace'?: string;
  'http.request.method'?: string;
  'http.response.status_code'?: number;
  'url.path'?: string;
  /** `url.path` with its ids replaced (`/v1/orders/:id`), so that an endpoint is one name. */
  'http.route'?: string;
  /** Nanoseconds, as ECS has it. */
  'event.duration'?: number;
  'cloud.region'?: string;
  'cloud.account.id'?: string;
  'aws.cloudwatch.log_group'?: string;
  'aws.cloudwatch.log_stream'?: string;
  /** What a person or a program did, where an event is a measured action: `request`, `page-load`, `click`. Such events are no log lines. */
  'event.action'?: string;
  /** What was clicked, as a person would name it. */
  'click.target'?: string;
  'span.id'?: string;
  'device.fleet'?: string;
  'device.name'?: string;
  'device.id'?: string;
  'container.id'?: string;
  'container.name'?: string;
  'kubernetes.namespace'?: string;
  'kubernetes.pod.name'?: string;
  'kubernetes.node.name'?: string;
  'process.pid'?: number;
  /** What was wrong with a line that claimed a format and broke it; the line itself is whole in `message`. */
  'error.parse'?: string;
  /** Every other field of a structured line, as text: at most 64 of them, 1,000 characters each. */
  labels?: Record<string, string>;
}

/** A field that events can be filtered and grouped by. */
export type EventField = Exclude<
  keyof LogEvent,
  'message' | 'labels' | 'revision' | '@timestamp' | 'event.ingested'
>;
