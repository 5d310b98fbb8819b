import { RejectedError } from '../../core/errors.ts';
import { MINUTE } from '../../core/time.ts';
import type { Source, SourceDeps, SourceItem } from '../source.ts';
import { costWords } from './cost.ts';
import { Cursor, firstCursor } from './cursor.ts';
import { read } from './read.ts';
import { openRegion, type Region } from './region.ts';
import { type CloudWatchMetricsSettings, KEPT } from './settings.ts';

export { CloudWatchMetricsSettings } from './settings.ts';

const KIND = 'cloudwatch-metrics';

/** Metrics of CloudWatch, one or several Regions of one account. An item is `<name>/<region>`. */
export function cloudWatchMetrics(settings: CloudWatchMetricsSettings, deps: SourceDeps): Source {
  const { name, regions: names, every } = settings;
  const { clock, log } = deps;
  const regions = new Map(names.map((region) => [region, openRegion(region, settings, deps)]));

  function target(item: string): Region {
    const region = item.slice(name.length + 1);
    const found = regions.get(region);
    if (found) return found;
    const advice = 'Put the Region back in the settings, or leave it: nothing reads it any more.';
    throw new RejectedError('SOURCE_UNKNOWN', `${region} is not a Region of the source ${name}`, advice);
  }

  /** With what its metrics cost, as a note. */
  async function itemOf(region: string, opened: Region, signal: AbortSignal): Promise<SourceItem> {
    const { count, leftOut } = await opened.asking(signal).list();
    const whose = name === KIND ? '' : `, ${name}`;
    const more = leftOut > 0 ? `; ${leftOut} more are left out: raise mostMetrics` : '';
    return {
      id: `${name}/${region}`,
      title: `CloudWatch metrics (${region}${whose})`,
      retention: KEPT,
      note: `${costWords(count, every)}${more}`,
    };
  }

  /** Reading is another permission than listing: one metric is read, at most. */
  async function checkRegion(opened: Region, signal: AbortSignal): Promise<void> {
    const asking = opened.asking(signal);
    const { wanted } = await asking.list();
    const part = wanted[0]?.parts[0];
    if (!part) return;
    const now = clock.now();
    for await (const _ of asking.data([{ ...part, id: 'm0' }], { from: now - MINUTE, to: now })) return;
  }

  return {
    kind: KIND,
    name,
    every,
    hints: async () => {},
    discover: (signal) => Promise.all([...regions].map(([region, opened]) => itemOf(region, opened, signal))),
    read: (item, cursor, signal) => {
      const asking = target(item).asking(signal);
      const now = clock.now();
      const from = cursor === undefined ? firstCursor(now, settings) : Cursor.parse(cursor);
      return read({ asking, settings, now, log }, from, signal);
    },
    check: async (signal) => {
      for (const opened of regions.values()) await checkRegion(opened, signal);
    },
    close: async () => {
      for (const opened of regions.values()) opened.close();
    },
  };
}
