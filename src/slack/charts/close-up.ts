import type { Chart } from '../../core/chart.ts';
import { bucketOf, type Instant, MINUTE } from '../../core/time.ts';

const BEFORE = 14 * MINUTE;

/** A chart by the minute from shortly before a moment on: among the 20 points of a small picture, the first minutes of an alert are then seen one by one. */
export function closeUp(chart: Chart, moment: Instant): Chart {
  if (chart.step !== MINUTE) return chart;
  const from = Math.max(chart.window.from, bucketOf(moment - BEFORE, MINUTE));
  return { ...chart, window: { ...chart.window, from } };
}
