import { z } from 'zod';
import { Time } from '../../go-values.ts';

const Count = z.number().nonnegative();
const Labels = z.record(z.string(), z.string()).nullish();

/** The host, as its daemon tells. */
export const Info = z.object({
  Name: z.string().min(1),
  NCPU: z.number().positive(),
  MemTotal: Count,
  /** The daemon's clock. */
  SystemTime: Time,
});
export type Info = z.infer<typeof Info>;

export const Version = z.object({ ApiVersion: z.string(), Version: z.string() });

export const Listed = z.object({ Id: z.string().min(1), Names: z.array(z.string()).min(1) });
export type Listed = z.infer<typeof Listed>;

const Health = z.object({
  Status: z.string(),
  Log: z.array(z.object({ Output: z.string().catch('') })).nullish(),
});

/** One container, as it is. */
export const Inspected = z.object({
  Id: z.string(),
  Name: z.string(),
  RestartCount: z.number().int().nonnegative(),
  State: z.object({
    Running: z.boolean(),
    Restarting: z.boolean().default(false),
    OOMKilled: z.boolean().default(false),
    ExitCode: z.number().int(),
    StartedAt: Time,
    FinishedAt: Time,
    Health: Health.nullish(),
  }),
  Config: z.object({ Labels }),
  HostConfig: z.object({
    Memory: Count.default(0),
    NanoCpus: Count.default(0),
    CpuQuota: z.number().default(0),
    CpuPeriod: Count.default(0),
  }),
});
export type Inspected = z.infer<typeof Inspected>;

const Cpu = z.object({ cpu_usage: z.object({ total_usage: Count }) }).nullish();

/** What a running container has used. cgroup v1 names what can be reclaimed `total_inactive_file`, v2 `inactive_file`; very old kernels only `cache`. */
export const Stats = z.object({
  read: Time,
  preread: Time,
  cpu_stats: Cpu,
  precpu_stats: Cpu,
  memory_stats: z
    .object({
      usage: Count.optional(),
      stats: z
        .object({
          inactive_file: Count.optional(),
          total_inactive_file: Count.optional(),
          cache: Count.optional(),
        })
        .nullish(),
    })
    .nullish(),
  networks: z.record(z.string(), z.object({ rx_bytes: Count, tx_bytes: Count })).nullish(),
});
export type Stats = z.infer<typeof Stats>;

/** Something that the daemon says happened to a container. */
export const EngineEvent = z.object({
  Action: z.string(),
  Actor: z.object({ ID: z.string().min(1), Attributes: Labels }),
  /** More digits than a number holds; which they are is the same each time. */
  timeNano: z.number().positive(),
});
export type EngineEvent = z.infer<typeof EngineEvent>;
