import type { Sample } from '../core/series.ts';
import { quantile } from '../core/sketch.ts';
import { type Input, SERVICE, type View } from './view.ts';

const CLASS = 'http.response.status_class';
/** Of fewer requests a minute a share says little. */
const SHARE_OF = 10;
/** Of fewer requests a minute the 95th percentile is the slowest one. */
const PERCENTILE_OF = 20;

/** The share (0 to 100) of requests answered with a 5xx, in minutes with traffic; findings are in failed requests. */
export const failureShare: View = {
  readings: [{ metric: 'http.requests', where: {}, by: [CLASS] }],
  inputs: ([series = []], service) => {
    const subject = { metric: 'http.requests', labels: { [SERVICE]: service, [CLASS]: '5xx' } } as const;
    const totals = new Map<number, { all: number; failed: number }>();
    for (const { labels, samples } of series) {
      for (const { at, value } of samples) {
        const { all, failed } = totals.get(at) ?? { all: 0, failed: 0 };
        totals.set(at, { all: all + value, failed: failed + (labels[CLASS] === '5xx' ? value : 0) });
      }
    }
    return [...totals]
      .filter(([, { all }]) => all >= SHARE_OF)
      .sort(([a], [b]) => a - b)
      .map(([at, { all, failed }]) => ({
        subject,
        sample: { at, value: (100 * failed) / all },
        scale: all / 100,
      }));
  },
};

/** The 95th percentile of latency, in nanoseconds, in minutes with traffic. */
export const latency95: View = {
  readings: [{ metric: 'http.request.duration', where: {}, by: [] }],
  inputs: ([series = []], service) => {
    const subject = { metric: 'http.request.duration', labels: { [SERVICE]: service } } as const;
    const percentile = ({ at, value, bins }: Sample): Input[] => {
      const slow = bins && value >= PERCENTILE_OF ? quantile(bins, 0.95) : undefined;
      return slow === undefined ? [] : [{ subject, sample: { at, value: slow } }];
    };
    return series.flatMap(({ samples }) => samples.flatMap(percentile));
  },
};
