import { LRUCache } from 'lru-cache';
import type { Log } from '../../core/log.ts';
import { type Clock, MINUTE } from '../../core/time.ts';
import type { Connection } from './connection.ts';
import { noDevice } from './fault.ts';
import { namedDevices, servicesOf, talkingDevices } from './queries.ts';
import type { NamedDevice } from './schema.ts';
import { type BalenaSettings, MOST_LOGS } from './settings.ts';

/** What a device wrote before it went offline is still read for this long. */
const LAST_WORDS = 15 * MINUTE;

/** The devices of these fleets whose log is read, by fleet: `MOST_LOGS` at most. */
export async function logDevices(
  connection: Connection,
  slugs: readonly string[],
  { logs }: BalenaSettings,
  { clock, log }: { clock: Clock; log: Log },
): Promise<{ slug: string; device: NamedDevice }[]> {
  const found: { slug: string; device: NamedDevice }[] = [];
  if (logs === 'none') return found;
  for (const slug of slugs) {
    const left = MOST_LOGS - found.length;
    if (left === 0) break;
    const devices =
      logs === 'online'
        ? await talkingDevices(connection, slug, clock.now() - LAST_WORDS, left)
        : await namedDevices(connection, slug, logs);
    found.push(...devices.map((device) => ({ slug, device })));
  }
  if (found.length >= MOST_LOGS) log.warn({ most: MOST_LOGS }, 'no more logs of devices than these are read');
  return found;
}

export interface DeviceNames {
  name: string;
  serviceName(id: number): string | undefined;
}

const KEPT_FOR = 5 * MINUTE;

/** Names that log lines do not say, asked for once in five minutes. Throws `RejectedError` where there is no such device. */
export function createDirectory(): (connection: Connection, uuid: string) => Promise<DeviceNames> {
  const known = new LRUCache<string, DeviceNames>({ max: MOST_LOGS * 2, ttl: KEPT_FOR });
  return async (connection, uuid) => {
    const kept = known.get(uuid);
    if (kept) return kept;
    const device = await servicesOf(connection, uuid);
    if (!device) throw noDevice(uuid);
    const services = device.belongs_to__application.flatMap(({ service }) => service);
    const byId = new Map(services.map(({ id, service_name }) => [id, service_name]));
    const names = { name: device.device_name, serviceName: (id: number) => byId.get(id) };
    known.set(uuid, names);
    return names;
  };
}
