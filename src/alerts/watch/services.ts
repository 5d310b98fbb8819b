import { bucketOf, type Clock, DAY, HOUR, type Instant } from '../../core/time.ts';
import type { Rule } from '../../detect/rule.ts';
import { SERVICE } from '../../detect/view.ts';
import type { SeriesStore } from '../../store/series-store.ts';
import type { Tracked } from '../progress.ts';
import type { Horizon } from './horizon.ts';

const HISTORY = 15 * DAY;

/**
 * The progress of every rule and service: what was saved, and a start for what is new. A service is begun at its first event, once it is heard
 * in the present and no more history can come: so it is learned whole.
 */
export async function trackedOf(
  rules: readonly Rule[],
  saved: readonly Tracked[],
  horizon: Horizon,
  series: SeriesStore,
  clock: Clock,
): Promise<Map<Rule, Tracked[]>> {
  const known = new Set(saved.map(({ rule, service }) => `${rule}/${service}`));
  const isNew = (rule: Rule, service: string) =>
    covers(rule, service) && !known.has(`${rule.name}/${service}`);
  const missing = horizon.heard.filter((service) => rules.some((rule) => isNew(rule, service)));
  const firsts = await firstHeard(series, clock.now(), missing);
  const begun = [...firsts].filter(([, position]) => horizon.isWhole(position));
  return new Map(
    rules.map((rule) => {
      const own = saved.filter((progress) => progress.rule === rule.name && covers(rule, progress.service));
      const fresh = begun.flatMap(([service, position]) =>
        isNew(rule, service)
          ? [{ rule: rule.name, service, position, state: null, noticed: [], version: 0 }]
          : [],
      );
      return [rule, [...own, ...fresh]];
    }),
  );
}

async function firstHeard(
  series: SeriesStore,
  now: Instant,
  services: readonly string[],
): Promise<Map<string, Instant>> {
  if (services.length === 0) return new Map();
  const window = { from: bucketOf(now - HISTORY, HOUR), to: now + HOUR };
  const where = { [SERVICE]: services };
  const found = await series.read({ metric: 'log.events', window, where }, HOUR, [SERVICE]);
  return new Map(
    found.flatMap(({ labels, samples: [first] }) => (first ? [[labels[SERVICE] ?? '', first.at]] : [])),
  );
}

function covers({ services }: Rule, service: string): boolean {
  return services.length === 0 || services.includes(service);
}
