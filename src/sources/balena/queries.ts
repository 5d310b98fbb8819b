import type { Instant } from '../../core/time.ts';
import type { Connection } from './connection.ts';
import { Device, Fleet, fieldsOf, NamedDevice, ServicesOfDevice } from './schema.ts';

/** Devices of a page. */
export const PAGE = 500;
/** As many lines of a device as balena keeps. */
export const LINES = 1_000;
const UUIDS = 50;

const { is_running__release: _release, ...plain } = Device.shape;
const DEVICE_FIELDS = Object.keys(plain) as (keyof typeof plain)[];
const inFleet = (slug: string) => ({ $any: { $alias: 'a', $expr: { a: { slug } } } });

/** The fleets of these slugs, or all that the token's owner belongs to: not every public one. */
export async function fleets({ sdk, askFor }: Connection, slugs?: readonly string[]): Promise<Fleet[]> {
  if (slugs?.length === 0) return [];
  const which = slugs
    ? { slug: { $in: [...slugs] } }
    : { is_directly_accessible_by__user: { $any: { $alias: 'u', $expr: { 1: 1 } } } };
  const options = {
    $select: fieldsOf(Fleet),
    $filter: { is_archived: false, ...which },
    $orderby: { slug: 'asc' },
  } as const;
  return askFor(Fleet, 'fleets', (signal) =>
    sdk.pine.get({ resource: 'application', options, passthrough: { signal } }),
  );
}

/**
 * The next page of a fleet's devices, those with ids above `after`, as they came. Unlike with `$skip`, a device that is deleted between two pages
 * moves no other out of sight.
 */
export function devices({ sdk, ask }: Connection, slug: string, after: number): Promise<unknown[]> {
  const options = {
    $select: DEVICE_FIELDS,
    $filter: { belongs_to__application: inFleet(slug), id: { $gt: after } },
    $expand: { is_running__release: { $select: ['raw_version', 'commit'] } },
    $orderby: { id: 'asc' },
    $top: PAGE,
  } as const;
  return ask(`fleet ${slug}`, (signal) =>
    sdk.pine.get({ resource: 'device', options, passthrough: { signal } }),
  );
}

/** At most `most` devices of a fleet that are there now, or whose heartbeat changed since `since`: their last words may not be read yet. */
export function talkingDevices(
  { sdk, askFor }: Connection,
  slug: string,
  since: Instant,
  most: number,
): Promise<NamedDevice[]> {
  const options = {
    $select: fieldsOf(NamedDevice),
    $filter: {
      belongs_to__application: inFleet(slug),
      is_active: true,
      $or: [
        { api_heartbeat_state: { $ne: 'offline' } },
        { changed_api_heartbeat_state_on__date: { $gt: new Date(since) } },
      ],
    },
    $orderby: { id: 'asc' },
    $top: most,
  } as const;
  return askFor(NamedDevice, `fleet ${slug}`, (signal) =>
    sdk.pine.get({ resource: 'device', options, passthrough: { signal } }),
  );
}

/** Those of these devices that are in the fleet. */
export async function namedDevices(
  { sdk, askFor }: Connection,
  slug: string,
  uuids: readonly string[],
): Promise<NamedDevice[]> {
  const found: NamedDevice[] = [];
  for (let next = 0; next < uuids.length; next += UUIDS) {
    const options = {
      $select: fieldsOf(NamedDevice),
      $filter: { belongs_to__application: inFleet(slug), uuid: { $in: uuids.slice(next, next + UUIDS) } },
    };
    const page = await askFor(NamedDevice, `fleet ${slug}`, (signal) =>
      sdk.pine.get({ resource: 'device', options, passthrough: { signal } }),
    );
    found.push(...page);
  }
  return found;
}

/** The services of a device's fleet; undefined where there is no such device. */
export async function servicesOf(
  { sdk, askFor }: Connection,
  uuid: string,
): Promise<ServicesOfDevice | undefined> {
  const service = { $select: ['id', 'service_name'] } as const;
  const options = {
    $select: 'device_name',
    $filter: { uuid },
    $expand: { belongs_to__application: { $select: 'slug', $expand: { service } } },
  } as const;
  const [found] = await askFor(ServicesOfDevice, `device ${uuid}`, (signal) =>
    sdk.pine.get({ resource: 'device', options, passthrough: { signal } }),
  );
  return found;
}

/** Lines that balena took in at `since` or later, the oldest first, as they came: the newest `LINES` of them. */
export function logLines({ sdk, apiUrl, ask }: Connection, uuid: string, since: Instant): Promise<unknown[]> {
  const qs = { count: LINES, start: since };
  return ask(`log of device ${uuid}`, async (signal) => {
    const { body } = await sdk.request.send({ url: logPath(uuid), baseUrl: apiUrl, qs, signal });
    return body;
  });
}

/** The live log: bytes that are not blank are news. */
export function logStream(
  { open }: Connection,
  uuid: string,
  signal: AbortSignal,
): Promise<NodeJS.ReadableStream> {
  return open(`log of device ${uuid}`, logPath(uuid), signal);
}

function logPath(uuid: string): string {
  return `/device/v2/${uuid}/logs`;
}
