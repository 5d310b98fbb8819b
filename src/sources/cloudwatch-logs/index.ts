import { RejectedError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import type { Source, SourceDeps, SourceItem } from '../source.ts';
import { Cursor, firstCursor } from './cursor.ts';
import { checkLiveTail, follow } from './hints.ts';
import { read } from './read.ts';
import { type Group, openRegion, type Region } from './region.ts';
import { type CloudWatchLogsSettings, matchesAny } from './settings.ts';

export { CloudWatchLogsSettings } from './settings.ts';

const KIND = 'cloudwatch-logs';
/** Less than between two turns of the timetable: each turn reads. */
const EVERY = 5 * SECOND;

/** Log groups of CloudWatch Logs, one or several Regions of one account. An item is `<name>/<region>/<log group>`. */
export function cloudWatchLogs(settings: CloudWatchLogsSettings, deps: SourceDeps): Source {
  const { name, regions: names, groups, exclude } = settings;
  const regions = new Map(names.map((region) => [region, openRegion(region, settings, deps)]));
  const prefixes = groups.filter((group) => group.endsWith('*')).map((group) => group.slice(0, -1));
  const literals = groups.filter((group) => !group.endsWith('*'));

  /** A group that is named in full counts as there: reading says if it is not. */
  async function groupsIn(region: Region, signal: AbortSignal): Promise<Group[]> {
    const found = new Map<string, Group>(literals.map((literal) => [literal, { name: literal }]));
    for (const prefix of prefixes) {
      for (const group of await region.groups(prefix, signal)) found.set(group.name, group);
    }
    return [...found.values()].filter((group) => !matchesAny(exclude, group.name));
  }

  function target(item: string): { region: Region; group: string } {
    const [, region = '', group = ''] = item.match(/^[^/]+\/([^/]+)\/(.+)$/) ?? [];
    const found = regions.get(region);
    if (found) return { region: found, group };
    const advice = 'Put the Region back in the settings, or leave it: nothing reads it any more.';
    throw new RejectedError('SOURCE_UNKNOWN', `${region} is not a Region of the source ${name}`, advice);
  }

  async function checkRegion(region: Region, signal: AbortSignal): Promise<void> {
    const there = await groupsIn(region, signal);
    const now = deps.clock.now();
    for (const group of literals.length > 0 ? literals : there.slice(0, 1).map(({ name }) => name))
      await region.reader(group, signal).page({ from: now - SECOND, to: now }, undefined);
    if (settings.liveTail !== false) await checkLiveTail(region, settings, signal);
  }

  return {
    kind: KIND,
    name,
    every: EVERY,
    hints: async (onNews, signal) => {
      if (settings.liveTail === false) return;
      try {
        await follow(regions, settings, deps, onNews, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    discover: async (signal) => {
      const items: SourceItem[] = [];
      for (const [region, opened] of regions) {
        for (const { name: group, arn: _, ...rest } of await groupsIn(opened, signal))
          items.push({ id: `${name}/${region}/${group}`, title: `${group} (${region})`, ...rest });
      }
      return items;
    },
    read: (item, cursor, signal) => {
      const { region, group } = target(item);
      const now = deps.clock.now();
      const from = cursor === undefined ? firstCursor(now, settings) : Cursor.parse(cursor);
      return read(region.reader(group, signal), from, now, signal);
    },
    check: async (signal) => {
      for (const region of regions.values()) await checkRegion(region, signal);
    },
    close: async () => {
      for (const region of regions.values()) region.close();
    },
  };
}
