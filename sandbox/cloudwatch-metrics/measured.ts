import type { Instant } from '../../src/core/time.ts';

/** One metric of the account, and its value in each minute; undefined where nothing was measured. */
export interface Measured {
  namespace: string;
  metric: string;
  dimensions: Readonly<Record<string, string>>;
  value(at: Instant): number | undefined;
}

export function keyOf({ namespace, metric, dimensions }: Omit<Measured, 'value'>): string {
  return JSON.stringify([namespace, metric, Object.entries(dimensions).sort()]);
}

/** All metrics there are. */
export interface Account {
  all(): Measured[];
  find(key: string): Measured | undefined;
  /** Measures anew: these minutes have these values from now on. */
  put(metric: Omit<Measured, 'value'>, values: readonly (readonly [Instant, number])[]): void;
}

export function createAccount(metrics: readonly Measured[]): Account {
  const all = new Map(metrics.map((one) => [keyOf(one), one]));
  return {
    all: () => [...all.values()],
    find: (key) => all.get(key),
    put: (metric, values) => {
      const before = all.get(keyOf(metric));
      const put = new Map(values);
      all.set(keyOf(metric), { ...metric, value: (at) => put.get(at) ?? before?.value(at) });
    },
  };
}
