import { RejectedError } from '../../core/errors.ts';
import type { Batch, Source, SourceDeps, SourceItem } from '../source.ts';
import { noticedAt } from './changes.ts';
import { checkBalena } from './check.ts';
import { type Connection, openConnection } from './connection.ts';
import { FleetCursor, LogCursor } from './cursor.ts';
import { followLogs } from './follow.ts';
import { createDirectory, logDevices } from './log-devices.ts';
import { logStream } from './queries.ts';
import { readFleet } from './read-fleet.ts';
import { readLog } from './read-log.ts';
import { type BalenaSettings, fleetName } from './settings.ts';
import { wantedFleets } from './wanted-fleets.ts';

const KIND = 'balena';

/**
 * Fleets of balena and the logs of their devices. An item is `<name>/<org>/<fleet>`: all its devices; or `<name>/<org>/<fleet>/<uuid>`: the log of one
 * device, where the settings ask for logs.
 */
export function balena(settings: BalenaSettings, deps: SourceDeps): Source {
  const { name } = settings;
  const { clock, log } = deps;
  const connect = openConnection(settings, deps);
  const namesOf = createDirectory();

  async function logsIn(connection: Connection, slugs: readonly string[]) {
    const found = await logDevices(connection, slugs, settings, deps);
    return found.map(({ slug, device: { uuid, device_name: title } }) => ({
      item: `${name}/${slug}/${uuid}`,
      title: `${title} (${slug})`,
      uuid,
    }));
  }

  async function* readDevice(
    connection: Connection,
    slug: string,
    uuid: string,
    cursor: unknown,
  ): AsyncGenerator<Batch> {
    const names = await namesOf(connection, uuid);
    const device = { ...names, group: `${name}/${slug}`, fleet: fleetName(settings, slug), uuid };
    const now = clock.now();
    const from = cursor === undefined ? { position: now - settings.backfill } : LogCursor.parse(cursor);
    yield* readLog(connection, device, from, now, log);
  }

  function readAll(connection: Connection, slug: string, stored: unknown): AsyncIterable<Batch> {
    const cursor = stored === undefined ? undefined : FleetCursor.parse(stored);
    const { backfill, flappingAbove } = settings;
    const [before, now] = [cursor?.readAt, clock.now()];
    const noticed = noticedAt(before, now, settings.every);
    const reading = { before, now, noticed, backfill, flappingAbove };
    const fleet = { slug, name: fleetName(settings, slug), group: `${name}/${slug}` };
    return readFleet(connection, fleet, cursor, reading, log);
  }

  return {
    kind: KIND,
    name,
    every: settings.every,
    discover: async (signal) => {
      const connection = connect(signal);
      const slugs = await wantedFleets(connection, settings);
      const fleets = slugs.map((slug): SourceItem => ({ id: `${name}/${slug}`, title: slug }));
      const logs = await logsIn(connection, slugs);
      return [...fleets, ...logs.map(({ item, title }) => ({ id: item, title }))];
    },
    read: (item, cursor, signal) => {
      const [, slug, uuid] = item.match(/^[^/]+\/([^/]+\/[^/]+)(?:\/([^/]+))?$/) ?? [];
      if (!slug)
        throw new RejectedError('SOURCE_UNKNOWN', `${item} is no fleet`, 'Leave it: nothing reads it.');
      const connection = connect(signal);
      return uuid ? readDevice(connection, slug, uuid, cursor) : readAll(connection, slug, cursor);
    },
    hints: async (onNews, signal) => {
      if (settings.logs === 'none') return;
      const connection = connect(signal);
      const list = async () => logsIn(connection, await wantedFleets(connection, settings));
      const open = (uuid: string, alive: AbortSignal) => logStream(connection, uuid, alive);
      await followLogs({ ...deps, list, open }, onNews, signal);
    },
    check: (signal) => checkBalena(connect(signal), settings),
    close: async () => {},
  };
}
