import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { faultOfFolder } from '../../sandbox/data-folder.ts';
import { startPostgres } from '../../sandbox/postgres.ts';
import { silentLog } from '../../src/core/log.ts';
import { HOUR, systemClock } from '../../src/core/time.ts';
import { openPostgresStore } from '../../src/store/postgres/postgres-store.ts';
import { startChild } from '../support/child.ts';
import { everyEvent } from '../support/every-event.ts';
import { type Feed, openFeed } from '../support/feed.ts';
import { startOutside } from '../support/outside.ts';
import { mountSmallDisk } from '../support/small-disk.ts';

const WHY = 'a disk of our own cannot be mounted here, the line above says why: run it as root';
const FULL = 'is full: make room, then start again. Nothing is lost.';

/** `npm start` with its data there; it is expected to refuse. */
async function startIn(folder: string) {
  const ports = { SANDBOX_PORT: '0', HTTP_PORT: '0' };
  const child = startChild('sandbox/start.ts', { SYSMON_FOLDER: folder, ...ports });
  onTestFinished(async () => {
    await child.end('SIGKILL');
  });
  return { code: await child.ended, said: child.said() };
}

function expectRefusal({ code, said }: Awaited<ReturnType<typeof startIn>>, words: string): void {
  expect(code).toBe(1);
  expect(said).toContain("sysmon can't start\n  - ");
  expect(said).toContain(words);
  expect(said).not.toMatch(/\n {4}at /);
}

test('a folder that cannot be made stops the start with its name and what to do', async () => {
  const folder = '/dev/full/sysmon';
  expectRefusal(await startIn(folder), `${folder} can't be written: ENOTDIR`);
});

test('a folder on a disk that is read only stops the start with its name and what to do', async (context) => {
  const disk = await mountSmallDisk(1, 'ro');
  if (!disk) return context.skip(WHY);
  expectRefusal(await startIn(join(disk.path, 'sysmon')), `${disk.path}/sysmon can't be written`);
});

test('the system says of a full disk what we look for', async () => {
  const error = await writeFile('/dev/full', 'x').catch((fault: unknown) => fault);
  expect(faultOfFolder(error, '/data')?.faults).toEqual([`The disk that holds /data ${FULL}`]);
});

test.for([
  ['is full', 1],
  ['has no room for a database', 8],
] as const)('a disk that %s stops the start, and says so', async ([_, megabytes], context) => {
  const disk = await mountSmallDisk(megabytes);
  if (!disk) return context.skip(WHY);
  if (megabytes === 1) await disk.fill();
  expectRefusal(await startIn(join(disk.path, 'sysmon')), FULL);
});

test('lines that come while the disk is full are stored once there is room again, and none twice', {
  timeout: 120_000,
}, async (context) => {
  const disk = await mountSmallDisk(160);
  if (!disk) return context.skip(WHY);
  const postgres = await startPostgres({ folder: join(disk.path, 'sysmon'), log: silentLog });
  onTestFinished(() => postgres.stop());
  const outside = await startOutside({ database: postgres.url });
  onTestFinished(outside.stop);
  const worker = startChild('src/main.ts', { ...outside.variables, SYSMON_ROLE: 'worker' });
  onTestFinished(async () => {
    await worker.end('SIGKILL');
  });
  const { events, close } = await openPostgresStore({
    url: postgres.url,
    clock: systemClock,
    log: silentLog,
  });
  onTestFinished(close);
  const feed = await openFeed(outside.cloudwatch, '/disk/api');
  const window = { from: Date.now() - HOUR, to: Date.now() + HOUR };
  const stored = (count: number) =>
    vi.waitFor(async () => expect(await events.count({ window }, [])).toMatchObject([{ count }]), {
      timeout: 60_000,
      interval: 200,
    });

  await write(feed, 0, 500);
  await stored(500);
  await disk.fill();
  for (let line = 500; line < 5_500; line += 1_000) await write(feed, line, 1_000);
  await worker.says(`"job":"collect","error":"STORE_FULL: The database's disk is full`);
  await disk.makeRoom();
  await stored(5_500);
  const found = await everyEvent(events, { window });
  expect(new Set(found.map(({ message }) => message.split(' ')[1])).size).toBe(5_500);
});

/** Long lines, numbered: a full disk has no room for them in a page that is half empty. */
async function write(feed: Feed, from: number, count: number): Promise<void> {
  const filling = 'x'.repeat(900);
  const lines = Array.from({ length: count }, (_, index) => `line ${from + index} ${filling}`);
  const now = Date.now();
  await feed.put(lines.map((text, index) => ({ at: now - count + index, text })));
}
