import { z } from 'zod';
import { block_id } from './layout.ts';

const label = z.string().min(1).max(20);
const title = z.string().min(1).max(50);
const Point = z.strictObject({ label, value: z.number() });

const AxisConfig = z.strictObject({
  categories: z.array(label).min(1).max(20),
  x_label: title.optional(),
  y_label: title.optional(),
});

const seriesChart = <const T extends string>(type: T) =>
  z
    .strictObject({
      type: z.literal(type),
      series: z
        .array(z.strictObject({ name: label, data: z.array(Point).min(1).max(20) }))
        .min(1)
        .max(6),
      axis_config: AxisConfig,
    })
    .superRefine(({ series, axis_config }, context) => {
      const names = series.map(({ name }) => name);
      if (new Set(names).size < names.length)
        context.addIssue({ code: 'custom', path: ['series'], message: 'series names must be unique' });
      const wanted = [...axis_config.categories].sort().join('\n');
      for (const [index, { data }] of series.entries())
        if (
          data
            .map((point) => point.label)
            .sort()
            .join('\n') !== wanted
        )
          context.addIssue({
            code: 'custom',
            path: ['series', index, 'data'],
            message: 'must hold one data point for each category',
          });
    });

/** The native chart: https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export const DataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id,
  title,
  chart: z.discriminatedUnion('type', [
    seriesChart('line'),
    seriesChart('bar'),
    seriesChart('area'),
    z.strictObject({ type: z.literal('pie'), segments: z.array(Point).min(1).max(6) }),
  ]),
});
