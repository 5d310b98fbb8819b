import { z } from 'zod';
import type { Log } from '../../core/log.ts';
import type { Batch } from '../source.ts';
import { compare, goneChange, type Reading } from './changes.ts';
import type { Connection } from './connection.ts';
import type { FleetCursor, Known } from './cursor.ts';
import { changeEvent } from './event.ts';
import { badReply, noFleet } from './fault.ts';
import { devicePoints, type Problem, problemPoints, problemsOf } from './points.ts';
import { devices, fleets, PAGE } from './queries.ts';
import { Device, DeviceRow } from './schema.ts';

export interface FleetTarget {
  slug: string;
  /** What people call it. */
  name: string;
  /** `<name of the source>/<slug>`. */
  group: string;
}

/** What a reading gathers over its pages. */
interface Gathered {
  reading: Reading;
  before: Readonly<Record<string, Known>>;
  after: Record<string, Known>;
  problems: Map<Problem, number>;
  /** Rows that do not even say whose they are: then no device can be said to be gone. */
  nameless: number;
}

/**
 * Reads all devices of a fleet, page by page: their values as points, and what changed since the reading before as events. The cursor moves at the
 * end, so a reading that breaks off is made again and tells the same.
 */
export async function* readFleet(
  connection: Connection,
  fleet: FleetTarget,
  cursor: FleetCursor | undefined,
  reading: Reading,
  log: Log,
): AsyncGenerator<Batch> {
  const before = cursor?.devices ?? {};
  const gathered: Gathered = { reading, before, after: {}, problems: new Map(), nameless: 0 };
  const batch = (part: Partial<Batch>): Batch => ({
    events: [],
    points: [],
    ends: false,
    next: cursor,
    readUpTo: reading.before ?? reading.now,
    contextUntil: 0,
    cost: connection.spent(),
    ...part,
  });
  try {
    for await (const rows of pagesOf(connection, fleet.slug))
      yield batch(readPage(rows, fleet, gathered, log));
    if (Object.keys(gathered.after).length === 0) await seeThatItIsThere(connection, fleet.slug);
  } catch (error) {
    yield batch({});
    throw error;
  }
  yield batch(endOf(fleet, gathered));
}

async function* pagesOf(connection: Connection, slug: string): AsyncGenerator<unknown[]> {
  for (let after = 0; ; ) {
    const rows = await devices(connection, slug, after);
    yield rows;
    if (rows.length < PAGE) return;
    const last = Math.max(...rows.map((row) => DeviceRow.safeParse(row).data?.id ?? 0));
    if (last <= after) throw badReply(`fleet ${slug}`, 'a page of devices without ids above those before');
    after = last;
  }
}

/** A token that lost its rights sees an empty fleet; that is not a fleet whose devices are all gone. */
async function seeThatItIsThere(connection: Connection, slug: string): Promise<void> {
  if ((await fleets(connection, [slug])).length === 0) throw noFleet(slug);
}

function readPage(
  rows: readonly unknown[],
  fleet: FleetTarget,
  gathered: Gathered,
  log: Log,
): Pick<Batch, 'events' | 'points'> {
  const page: Pick<Batch, 'events' | 'points'> = { events: [], points: [] };
  for (const row of rows) {
    const device = Device.safeParse(row);
    if (device.success) readDevice(device.data, fleet, gathered, page);
    else skip(row, device.error, fleet, gathered, log);
  }
  return page;
}

function readDevice(
  device: Device,
  { name: fleet, group }: FleetTarget,
  { reading, before, after, problems }: Gathered,
  page: Pick<Batch, 'events' | 'points'>,
): void {
  const { uuid, device_name: name } = device;
  const { changes, known } = compare(before[uuid], device, reading);
  after[uuid] = known;
  for (const problem of problemsOf(device, known)) count(problems, problem);
  page.events.push(...changes.map((change) => changeEvent({ group, fleet, uuid, name }, change)));
  page.points.push(...devicePoints(device, fleet, reading.now));
}

/** A row that makes no sense is left out, and said; the device stays as it was known. */
function skip(row: unknown, error: z.ZodError, fleet: FleetTarget, gathered: Gathered, log: Log): void {
  const uuid = DeviceRow.safeParse(row).data?.uuid;
  log.warn({ fleet: fleet.slug, uuid, faults: z.prettifyError(error) }, 'a device is left out');
  count(gathered.problems, 'Unreadable');
  if (uuid === undefined) gathered.nameless += 1;
  const known = gathered.before[uuid ?? ''];
  if (uuid !== undefined && known) gathered.after[uuid] = known;
}

function endOf({ name: fleet, group }: FleetTarget, gathered: Gathered): Partial<Batch> {
  const { reading, before, after, problems, nameless } = gathered;
  const missing = Object.entries(before).filter(([uuid]) => !(uuid in after));
  const gone = nameless > 0 ? [] : missing;
  const kept = nameless > 0 ? Object.fromEntries(missing) : {};
  const devices = { ...after, ...kept };
  return {
    events: gone.map(([uuid, { name }]) => changeEvent({ group, fleet, uuid, name }, goneChange(reading))),
    points: problemPoints(problems, fleet, reading.now),
    ends: true,
    next: { readAt: reading.now, devices } satisfies FleetCursor,
    readUpTo: reading.now,
  };
}

function count(problems: Map<Problem, number>, problem: Problem): void {
  problems.set(problem, (problems.get(problem) ?? 0) + 1);
}
