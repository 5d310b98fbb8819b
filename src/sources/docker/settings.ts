import { z } from 'zod';
import { Duration, SomeTime } from '../../core/duration.ts';
import { named } from '../named.ts';
import { matchesAny } from '../patterns.ts';

/** The whole name of a container, or its beginning and a `*`. */
const ContainerPattern = z
  .string()
  .regex(
    /^([a-zA-Z0-9][a-zA-Z0-9_.-]*\*?|\*)$/,
    'the name of a container, or the beginning of one with * at its end',
  );
const File = z.string().min(1);

export const DockerSettings = z
  .strictObject({
    ...named('docker'),
    /** Where the daemon listens: a socket of this machine, or `tcp://host:port`. */
    host: z
      .url({ protocol: /^(unix|tcp)$/, error: 'unix:///path/of/docker.sock or tcp://host:port' })
      .refine((host) => host.startsWith('unix:') || URL.parse(host)?.port, 'a tcp address needs its port')
      .default('unix:///var/run/docker.sock'),
    /** For a daemon that listens with TLS. A certificate of our own is for one that asks for it. */
    tls: z
      .strictObject({ caFile: File, certFile: File.optional(), keyFile: File.optional() })
      .refine(({ certFile, keyFile }) => Boolean(certFile) === Boolean(keyFile), {
        error: 'a certificate needs its key, and a key its certificate',
        path: ['keyFile'],
      })
      .optional(),
    /** What people call the host; what the daemon calls it if not given. */
    hostName: z
      .string()
      .regex(/^[^/\s]+$/, 'a name without spaces and /')
      .optional(),
    containers: z
      .strictObject({
        include: z.array(ContainerPattern).min(1).default(['*']),
        exclude: z.array(ContainerPattern).default([]),
      })
      .prefault({}),
    every: SomeTime.prefault('30s'),
    /** How long what happened at one moment (an out-of-memory kill, an exit) counts as a problem. */
    recent: Duration.prefault('5m'),
    /** A container that is restarted more often than this within ten minutes is in a restart loop. */
    restartLoopAbove: z.number().int().min(1).max(100).default(3),
  })
  .refine(({ host, tls }) => !tls || host.startsWith('tcp:'), {
    error: 'TLS is for a tcp address',
    path: ['tls'],
  });
export type DockerSettings = z.infer<typeof DockerSettings>;

export function isWanted({ containers: { include, exclude } }: DockerSettings, container: string): boolean {
  return matchesAny(include, container) && !matchesAny(exclude, container);
}
