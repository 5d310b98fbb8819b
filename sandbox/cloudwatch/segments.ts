import { appendFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import { bucketOf, DAY, type Instant } from '../../src/core/time.ts';
import type { StoredEvent } from './stored-event.ts';

/**
 * The events on disk: one file of JSON lines for each group and UTC day, read when a window touches it. So a start costs nothing however long
 * the history is, and only the days in use are in memory.
 */
export interface Segments {
  append(group: string, events: readonly StoredEvent[]): Promise<void>;
  /** The days that hold events, ascending. */
  days(group: string): Promise<Instant[]>;
  /** The events of one day in the order of their ids. */
  read(group: string, day: Instant): Promise<readonly StoredEvent[]>;
  /** Forgets the days before `before`; all of them if it is not given. */
  drop(group: string, before?: Instant): Promise<void>;
}

const EVENTS_IN_MEMORY = 100_000;

export function openSegments(folder: string): Segments {
  const loaded = new LRUCache<string, StoredEvent[]>({ maxSize: EVENTS_IN_MEMORY, sizeCalculation: sizeOf });
  const inTurn = pLimit(1);
  const folderOf = (group: string) => join(folder, `group=${encodeURIComponent(group)}`);
  const fileOf = (group: string, day: Instant) => join(folderOf(group), `${dayName(day)}.jsonl`);

  async function appendDay(group: string, day: Instant, events: readonly StoredEvent[]): Promise<void> {
    const file = fileOf(group, day);
    await mkdir(folderOf(group), { recursive: true });
    await appendFile(file, events.map((event) => `\n${JSON.stringify(event)}`).join(''));
    const before = loaded.get(file);
    if (before) loaded.set(file, sorted([...before, ...events]));
  }

  async function readDay(group: string, day: Instant): Promise<readonly StoredEvent[]> {
    const file = fileOf(group, day);
    const events = loaded.get(file) ?? sorted(parse(await readFile(file, 'utf8').catch(() => '')));
    loaded.set(file, events);
    return events;
  }

  async function days(group: string): Promise<Instant[]> {
    const files = await readdir(folderOf(group)).catch(() => []);
    return files.map((file) => Date.parse(file.slice(0, 'yyyy-mm-dd'.length))).sort((a, b) => a - b);
  }

  return {
    append: (group, events) =>
      inTurn(async () => {
        const byDay = Map.groupBy(events, ({ timestamp }) => bucketOf(timestamp, DAY));
        for (const [day, some] of byDay) await appendDay(group, day, some);
      }),
    days,
    read: (group, day) => inTurn(() => readDay(group, day)),
    drop: (group, before) =>
      inTurn(async () => {
        for (const day of await days(group)) {
          if (before !== undefined && day + DAY > before) continue;
          loaded.delete(fileOf(group, day));
          await rm(fileOf(group, day), { force: true });
        }
        if (before === undefined) await rm(folderOf(group), { recursive: true, force: true });
      }),
  };
}

/** A line starts with its line end, so that one cut short by a crash spoils no other. */
function parse(text: string): StoredEvent[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line)] : [];
    } catch {
      return [];
    }
  });
}

function sorted(events: StoredEvent[]): StoredEvent[] {
  return events.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function sizeOf(events: StoredEvent[]): number {
  return Math.max(1, events.length);
}

function dayName(day: Instant): string {
  return new Date(day).toISOString().slice(0, 'yyyy-mm-dd'.length);
}
