import type { Labels, Point } from '../../core/series.ts';
import { DAY, type Instant, SECOND } from '../../core/time.ts';
import { percent, pointOf, pointsOf } from '../points.ts';
import { type Container, isUp } from './container.ts';
import { coresAllowed } from './cpu.ts';
import type { Info } from './engine/objects.ts';
import type { Traffic } from './network.ts';

/** What ended longer ago is left over. */
const FORGOTTEN = DAY;

export interface Measured {
  labels: Labels;
  /** The minute that the points are of. */
  at: Instant;
  /** The daemon's clock. */
  hostTime: Instant;
  host: Info;
  cores: number | undefined;
}

/** How a container is. One that did its work and ended, and one that never ran, have no figures. */
export function containerPoints(container: Container, measured: Measured): Point[] {
  const { State } = container;
  const { labels, at, hostTime, host, cores } = measured;
  if (!isUp(container)) return isDown(container, hostTime) ? [pointOf('container.up', labels, at, 0)] : [];
  const used = memoryUsed(container);
  return pointsOf(
    [
      ['container.up', 1],
      ['container.healthy', healthOf(container)],
      ['container.uptime', State.StartedAt && Math.max(hostTime - State.StartedAt, 0) / SECOND],
      ['container.cpu.utilization', percent(cores, coresAllowed(container) ?? host.NCPU)],
      ['container.memory.utilization', percent(used, container.HostConfig.Memory || host.MemTotal)],
      ['container.memory.usage', used],
    ],
    labels,
    at,
  );
}

export function trafficPoints({ received, sent }: Traffic, labels: Labels): Point[] {
  return [
    ...received.map(([at, bytes]) => pointOf('container.network.received', labels, at, bytes)),
    ...sent.map(([at, bytes]) => pointOf('container.network.sent', labels, at, bytes)),
  ];
}

function isDown({ State: { Restarting, ExitCode, FinishedAt } }: Container, hostTime: Instant): boolean {
  if (Restarting) return true;
  return ExitCode !== 0 && FinishedAt !== undefined && hostTime - FinishedAt < FORGOTTEN;
}

/** Unknown while its first checks are under way. */
function healthOf({ State: { Health } }: Container): number | undefined {
  if (Health?.Status === 'healthy') return 1;
  return Health?.Status === 'unhealthy' ? 0 : undefined;
}

/** Without the file cache that the kernel can have back, as `docker stats` shows it. */
function memoryUsed({ stats }: Container): number | undefined {
  const { usage, stats: parts } = stats?.memory_stats ?? {};
  if (usage === undefined) return undefined;
  const cache = parts?.total_inactive_file ?? parts?.inactive_file ?? parts?.cache ?? 0;
  return cache < usage ? usage - cache : usage;
}
