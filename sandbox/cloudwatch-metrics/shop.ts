import { DAY, type Instant, MINUTE } from '../../src/core/time.ts';
import type { Measured } from './measured.ts';

/** A value that is low at night and high by day, the same at the same minute whenever it is asked for. */
function wave(low: number, high: number, seed: number): (at: Instant) => number {
  return (at) => {
    const day = (1 - Math.cos((2 * Math.PI * (at % DAY)) / DAY)) / 2;
    const share = 0.8 * day + 0.2 * chance(at / MINUTE + seed * 1_000_003);
    return low + (high - low) * share;
  };
}

/** Between 0 and 1, always the same for a number. */
function chance(number: number): number {
  const x = Math.sin(number * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}

/** A count. */
const whole = (value: (at: Instant) => number) => (at: Instant) => Math.max(0, Math.round(value(at)));
const none = () => 0;
const MEGABYTE = 1_000_000;

type Figures = Readonly<Record<string, (at: Instant) => number>>;

function measured(namespace: string, dimensions: Readonly<Record<string, string>>, figures: Figures) {
  return Object.entries(figures).map(
    ([metric, value]): Measured => ({ namespace, metric, dimensions, value }),
  );
}

/** What the shop has at AWS: a database, a queue, a function, a load balancer and a host. */
export const SHOP: readonly Measured[] = [
  ...measured(
    'AWS/RDS',
    { DBInstanceIdentifier: 'shop-db' },
    {
      CPUUtilization: wave(12, 64, 1),
      DatabaseConnections: whole(wave(8, 90, 2)),
      FreeableMemory: wave(2_400 * MEGABYTE, 1_100 * MEGABYTE, 3),
      FreeStorageSpace: wave(41_000 * MEGABYTE, 39_000 * MEGABYTE, 4),
      ReadIOPS: wave(20, 400, 5),
    },
  ),
  ...measured(
    'AWS/SQS',
    { QueueName: 'emails' },
    {
      ApproximateNumberOfMessagesVisible: whole(wave(0, 140, 6)),
      ApproximateAgeOfOldestMessage: whole(wave(1, 95, 7)),
    },
  ),
  ...measured(
    'AWS/Lambda',
    { FunctionName: 'thumbnails' },
    {
      Invocations: whole(wave(2, 60, 8)),
      Errors: whole(wave(-1, 2, 9)),
      Throttles: none,
      Duration: wave(180, 900, 10),
    },
  ),
  ...measured(
    'AWS/ApplicationELB',
    { LoadBalancer: 'app/shop/50dc6c495c0c9188' },
    {
      RequestCount: whole(wave(60, 900, 11)),
      HTTPCode_Target_2XX_Count: whole(wave(55, 850, 12)),
      HTTPCode_Target_4XX_Count: whole(wave(1, 30, 13)),
      HTTPCode_Target_5XX_Count: whole(wave(-1, 3, 14)),
      HTTPCode_ELB_5XX_Count: none,
      TargetResponseTime: wave(0.04, 0.38, 15),
    },
  ),
  ...measured(
    'AWS/EC2',
    { InstanceId: 'i-0shop0build0host0' },
    {
      CPUUtilization: wave(3, 55, 16),
      StatusCheckFailed: none,
    },
  ),
];
