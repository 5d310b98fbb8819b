import { bucketOf, type Instant, MINUTE } from '../../src/core/time.ts';
import { chance } from './chance.ts';
import { type Trouble, troubleAt } from './incidents.ts';
import { season } from './season.ts';
import type { Line, Service } from './service.ts';
import { api } from './services/api.ts';
import { billingWorker } from './services/billing-worker.ts';
import { checkout } from './services/checkout.ts';
import { notifications } from './services/notifications.ts';
import { web } from './services/web.ts';

export const SERVICES: readonly Service[] = [api, web, checkout, billingWorker, notifications];

/** How much busier a service gets by what is wrong: retries, mostly. */
const LOUDER: Record<Trouble['kind'], Partial<Record<string, number>>> = {
  'pool-exhausted': { '/ecs/checkout': 90, '/ecs/api': 40 },
  'bad-deploy': { '/ecs/web': 40 },
  'provider-down': { '/ecs/billing-worker': 90, '/aws/lambda/notifications': 20 },
};
const LOUDEST = 90;

/** All that a service writes in the minute of `at`, in the order of time: the same whenever it is asked. */
export function linesOfMinute(service: Service, at: Instant, start: Instant): Line[] {
  const minute = bucketOf(at, MINUTE);
  const luck = chance(service.group, minute);
  const usual = luck.count(service.rate * season(minute));
  const worst = Math.round(service.rate * LOUDEST);
  const lines: Line[] = [];
  for (let unit = 0; unit < usual + worst; unit++) {
    const moment = minute + luck.between(0, MINUTE - 1);
    const trouble = troubleAt(moment, start);
    if (unit >= usual && luck.next() >= extra(service, trouble)) continue;
    lines.push(...service.write(moment, chance(service.group, minute, unit), trouble));
  }
  return lines.sort((a, b) => a.at - b.at);
}

/** The share of the `worst` case that comes on top of what is usual. */
function extra(service: Service, trouble: Trouble | undefined): number {
  if (!trouble) return 0;
  const louder = (LOUDER[trouble.kind][service.group] ?? 1) - 1;
  return (trouble.strength * louder) / LOUDEST;
}
