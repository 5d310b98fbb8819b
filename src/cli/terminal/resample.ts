import type { Chart } from '../../core/chart.ts';

type Points = Chart['series'][number]['points'];

/** As many values as there is room for; of the points that share a column the highest is shown, so that no peak is lost. */
export function resample(points: Points, width: number): (number | null)[] {
  if (points.length <= width) return points.map(({ value }) => value);
  return Array.from({ length: width }, (_, column) => {
    const from = Math.floor((column * points.length) / width);
    const to = Math.floor(((column + 1) * points.length) / width);
    return highest(points.slice(from, to));
  });
}

function highest(points: Points): number | null {
  return points.reduce<number | null>(
    (most, { value }) => (value === null ? most : Math.max(most ?? value, value)),
    null,
  );
}
