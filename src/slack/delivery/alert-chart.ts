import { expectedOf, measureOf } from '../../alerts/measure.ts';
import { ownerOf } from '../../alerts/owner.ts';
import { seriesOf } from '../../alerts/series.ts';
import type { Alert } from '../../core/alert.ts';
import type { Chart } from '../../core/chart.ts';
import { METRICS } from '../../core/metrics.ts';
import type { Sample } from '../../core/series.ts';
import { quantile } from '../../core/sketch.ts';
import { bucketOf, HOUR, type Instant, MINUTE, type Window } from '../../core/time.ts';
import type { SeriesStore } from '../../store/series-store.ts';

/** How much of the time before an alert its chart shows, and how much after it. */
const BEFORE = 2 * HOUR;
const AFTER = 10 * MINUTE;
/** Beyond this a chart by the minute says no more than one by the hour. */
const LONGEST_BY_MINUTE = 24 * HOUR;

/** What the alert is about, over time, with what was expected and where it began. */
export async function alertChart(alert: Alert, series: SeriesStore, now: Instant): Promise<Chart> {
  const end = alert.resolved ? Math.min(alert.resolved.at + AFTER, now) : now;
  const step = end - alert.startedAt > LONGEST_BY_MINUTE ? HOUR : MINUTE;
  const window = windowOf(alert.startedAt, end, step);
  const { kind } = METRICS[alert.metric];
  const unit = alert.kind === 'share' ? '%' : METRICS[alert.metric].unit;
  const owner = ownerOf(alert);
  const found = await series.read({ ...seriesOf(alert), window }, step, []);
  const values = new Map(found[0]?.samples.map((sample) => [sample.at, valueOfSample(sample, alert)]));
  const empty = kind === 'counter' ? 0 : null;
  const times = Array.from({ length: (window.to - window.from) / step }, (_, i) => window.from + i * step);
  const name = kind === 'duration' ? `${measureOf(alert)} p95` : measureOf(alert);
  return {
    title: `${owner ? `${owner}: ` : ''}${name}${kind === 'counter' ? ` per ${step === HOUR ? 'hour' : 'minute'}` : ''}`,
    kind: 'line',
    together: kind === 'duration' ? 'max' : 'mean',
    unit,
    window,
    step,
    timezone: 'UTC',
    series: [{ name, points: times.map((at) => ({ at, value: values.get(at) ?? empty })) }],
    marks: [{ at: alert.startedAt, label: 'began' }],
    ...bandOf(alert, times, step),
  };
}

/** The minute that is still open would show a fall that is none; only where the alert began in it there is nothing else to show. */
function windowOf(startedAt: Instant, end: Instant, step: number): Window {
  const to = Math.max(bucketOf(end, step), bucketOf(startedAt, step) + step);
  return { from: bucketOf(startedAt - BEFORE, step), to };
}

function bandOf(alert: Alert, times: readonly Instant[], step: number): Pick<Chart, 'band'> {
  const band = expectedOf(alert);
  if (!band || step !== MINUTE || alert.kind === 'share') return {};
  return { band: times.map((at) => ({ at, ...band })) };
}

/** Things that are 1 or 0 have a mean, which is the share of those that are well. */
function valueOfSample({ value, bins }: Sample, { kind, metric }: Alert): number | null {
  if (kind === 'share') return 100 * (1 - value);
  return METRICS[metric].kind === 'duration' ? (quantile(bins ?? {}, 0.95) ?? null) : value;
}
