import { beforeEach, expect, test } from 'vitest';
import { markChanged } from '../../../src/aggregate/changed.ts';
import { findCountable, isToldUpTo } from '../../../src/aggregate/countable.ts';
import type { SourceState } from '../../../src/core/source-state.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/core/time.ts';
import type { Store } from '../../../src/store/store.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { TEN, turnedClock } from '../alerts/finding.ts';

let clock: ReturnType<typeof turnedClock>;
let store: Store;
beforeEach(() => {
  clock = turnedClock(TEN);
  store = openMemoryStore({ clock });
});

async function source(id: string, readUpTo: number | undefined, more: Partial<SourceState> = {}) {
  const found = { kind: 'test', name: 'test', title: id, item: true, discoveredAt: TEN - HOUR };
  const counts = { eventsRead: 0, calls: 0, throttled: 0, failures: 0 };
  const now = await store.documents.get('source', id);
  await store.documents.put('source', id, { ...found, ...counts, readUpTo, ...more }, now?.version ?? 0);
}

async function countable() {
  const marks = await findCountable(store.documents, clock.now());
  return marks.map(({ id }) => (Number(id) - TEN) / MINUTE).sort((a, b) => a - b);
}

test('an older minute is counted once, when every source was read past it', async () => {
  await markChanged(store.documents, [TEN - 5 * HOUR, TEN - 3 * HOUR]);
  await source('first', TEN - 2 * HOUR);
  await source('second', undefined);
  expect(await countable()).toEqual([]);
  await source('second', TEN - 4 * HOUR);
  expect(await countable()).toEqual([-300]);
  await source('second', TEN);
  expect(await countable()).toEqual([-300, -180]);
});

test('a minute of the last hour is counted at once', async () => {
  await source('first', undefined);
  await markChanged(store.documents, [TEN - 2 * HOUR, TEN - 59 * MINUTE, TEN]);
  expect(await countable()).toEqual([-59, 0]);
});

test('no minute waits longer than a minute after its last change', async () => {
  await source('first', undefined);
  await markChanged(store.documents, [TEN - 2 * HOUR]);
  clock.set(TEN + 59 * SECOND);
  expect(await countable()).toEqual([]);
  clock.set(TEN + MINUTE);
  expect(await countable()).toEqual([-120]);
});

test('a source that is gone or fails holds nothing up', async () => {
  await source('gone', undefined, { goneAt: TEN });
  await source('failing', undefined, { fault: { code: 'X', message: 'x', since: TEN } });
  await markChanged(store.documents, [TEN - 2 * HOUR]);
  expect(await countable()).toEqual([-120]);
});

test('a time is told once every source was read past it and no minute before it waits to be counted', async () => {
  const told = () => isToldUpTo(store.documents, TEN);
  expect(await told()).toBe(false);
  await source('first', TEN + MINUTE);
  await source('second', TEN - MINUTE);
  expect(await told()).toBe(false);
  await source('second', TEN + MINUTE);
  await markChanged(store.documents, [TEN + MINUTE]);
  expect(await told()).toBe(true);
  await markChanged(store.documents, [TEN - MINUTE]);
  expect(await told()).toBe(false);
});
