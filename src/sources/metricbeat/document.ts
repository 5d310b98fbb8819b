import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../../core/time.ts';
import { Text, Time } from './fields.ts';

/** The fields of one hit, under their whole names, each as a list. */
export type Fields = Readonly<Record<string, unknown>>;

/** What each document says of where it comes from, in whatever version it was written. */
export const Head = z.object({
  '@timestamp': Time,
  'data_stream.dataset': Text,
  'event.dataset': Text,
  'event.module': Text,
  'metricset.module': Text,
  'metricset.name': Text,
  'host.name': Text,
  'host.hostname': Text,
  'agent.hostname': Text,
  'agent.name': Text,
  'agent.id': Text,
  'beat.hostname': Text,
  'beat.name': Text,
});
export type Head = z.infer<typeof Head>;

/** A document as it was found, before its own fields are read. */
export interface Document {
  at: Instant;
  /** The host that it is about, or that it was made on. */
  host: string | undefined;
  /** Who made it: two that watch the same thing tell the same twice. */
  agent: string;
  fields: Fields;
}

/**
 * Which of its module's sets a document is of: `state_container`. `event.dataset` alone does not say, for Metricbeat writes `kubernetes.container`
 * into those of `state_container` too; events of Docker have nothing but it.
 */
export function setOf(module: string, head: Head): string | undefined {
  const stream = head['data_stream.dataset'];
  if (stream?.startsWith(`${module}.`)) return stream.slice(module.length + 1);
  const dataset = head['event.dataset'];
  const owner = head['event.module'] ?? head['metricset.module'] ?? dataset?.split('.')[0];
  return owner === module ? (head['metricset.name'] ?? dataset?.split('.').at(-1)) : undefined;
}

export function hostOf(head: Head): string | undefined {
  const { 'host.name': name, 'host.hostname': hostname, 'agent.hostname': agentHost } = head;
  return name ?? hostname ?? agentHost ?? head['beat.hostname'] ?? head['agent.name'] ?? head['beat.name'];
}

/** A short key of a thing that has to be remembered: many of them are. */
export function shortKey(...parts: readonly (string | number)[]): string {
  return createHash('sha1').update(parts.join('\n')).digest('base64url').slice(0, 10);
}
