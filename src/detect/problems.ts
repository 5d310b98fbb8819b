import { METRICS } from '../core/metrics.ts';
import { type Input, ownerLabel, type Reading, type View } from './view.ts';

/** What the problems of each metric are of, in the singular. */
const NOUNS = {
  'container.problems': 'container',
  'host.problems': 'host',
  'device.problems': 'device',
} as const;

export type Problems = keyof typeof NOUNS;
export const PROBLEMS = Object.keys(NOUNS) as [Problems, ...Problems[]];

export function problemNoun(metric: Problems): string {
  return NOUNS[metric];
}

/** How many things of an owner have each problem, whatever namespace they are in. `except` names problems that another rule is about. */
export function problems(
  metric: Problems,
  except: readonly string[] = [],
  where: Reading['where'] = {},
): View {
  const owner = ownerLabel(metric);
  const by = METRICS[metric].labels.slice(1);
  return {
    readings: [{ metric, where, by }],
    inputs: ([series = []], name, window) => {
      const counts = new Map<string, Map<number, number>>();
      for (const { labels, samples } of series) {
        const type = labels['error.type'] ?? '';
        const minutes = counts.get(type) ?? new Map<number, number>();
        for (const { at, value } of samples) minutes.set(at, (minutes.get(at) ?? 0) + value);
        counts.set(type, minutes);
      }
      return [...counts]
        .filter(([type]) => !except.includes(type))
        .flatMap(([type, minutes]) =>
          [...minutes].map(
            ([at, value]): Input => ({
              subject: { metric, labels: { [owner]: name, 'error.type': type } },
              sample: { at, value },
            }),
          ),
        )
        .filter(({ sample: { at } }) => at >= window.from && at < window.to)
        .sort((a, b) => a.sample.at - b.sample.at);
    },
  };
}
