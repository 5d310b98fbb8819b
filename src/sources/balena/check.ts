import { RejectedError } from '../../core/errors.ts';
import type { Connection } from './connection.ts';
import { noDevice, noFleet } from './fault.ts';
import { devices, fleets, logLines, namedDevices } from './queries.ts';
import { type BalenaSettings, isWhole } from './settings.ts';
import { wantedFleets } from './wanted-fleets.ts';

/** Rejects with what a person has to mend: the token, a fleet or a device that is not there. */
export async function checkBalena(connection: Connection, settings: BalenaSettings): Promise<void> {
  const slugs = await wantedFleets(connection, settings);
  const [first] = slugs;
  if (first === undefined) throw noFleets(settings);
  const there = await fleets(connection, slugs.filter(isNamedIn(settings)));
  const missing = slugs
    .filter(isNamedIn(settings))
    .find((slug) => !there.some((fleet) => fleet.slug === slug));
  if (missing !== undefined) throw noFleet(missing);
  await devices(connection, first, 0);
  if (Array.isArray(settings.logs)) await checkLogs(connection, slugs, settings.logs);
}

function isNamedIn({ fleets }: BalenaSettings): (slug: string) => boolean {
  return (slug) => fleets.filter(isWhole).includes(slug);
}

async function checkLogs(
  connection: Connection,
  slugs: readonly string[],
  uuids: readonly string[],
): Promise<void> {
  const found = new Set<string>();
  for (const slug of slugs)
    for (const { uuid } of await namedDevices(connection, slug, uuids)) found.add(uuid);
  const missing = uuids.find((uuid) => !found.has(uuid));
  if (missing !== undefined) throw noDevice(missing);
  for (const uuid of uuids.slice(0, 1)) await logLines(connection, uuid, Number.MAX_SAFE_INTEGER);
}

function noFleets({ fleets }: BalenaSettings): RejectedError {
  const advice = "See that the token's owner belongs to the organization, and what fleets and exclude say.";
  return new RejectedError('BALENA_NO_FLEET', `no fleet is ${fleets.join(' or ')}`, advice);
}
