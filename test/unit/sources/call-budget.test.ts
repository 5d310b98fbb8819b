import { expect, test } from 'vitest';
import { budgetsIn } from '../../../jobs/call-budgets.ts';
import { SECOND } from '../../../src/core/time.ts';
import type { CallBudget } from '../../../src/sources/call-budget.ts';
import { openMemoryStore } from '../../support/memory-store.ts';

const { signal } = new AbortController();

/** A clock that stands still until somebody waits for it: waiting moves it. */
function turningClock() {
  let now = Date.UTC(2026, 10, 24);
  const sleepers: { until: number; wake: () => void }[] = [];
  const turn = () => {
    sleepers.sort((a, b) => a.until - b.until);
    const next = sleepers.shift();
    if (!next) return;
    now = Math.max(now, next.until);
    next.wake();
  };
  return {
    now: () => now,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    wait: (milliseconds: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ until: now + milliseconds, wake });
        setImmediate(turn);
      }),
  };
}

function processes(count: number, clock: ReturnType<typeof turningClock>) {
  const store = openMemoryStore({ clock });
  return Array.from({ length: count }, () => budgetsIn(store.documents, clock, clock.wait));
}

async function calls(budget: CallBudget, count: number, clock: { now(): number }): Promise<number[]> {
  const at: number[] = [];
  for (let call = 0; call < count; call++) {
    await budget.take(signal);
    at.push(clock.now());
  }
  return at;
}

/** The most calls within any one second. */
function mostPerSecond(at: number[]): number {
  return Math.max(...at.map((start) => at.filter((time) => time >= start && time < start + SECOND).length));
}

test('two readers in two processes together keep within two calls a second', async () => {
  const clock = turningClock();
  const [one, other] = processes(2, clock).map((open) => open('cloudwatch-logs/default/eu-west-1', 2));
  const at = (await Promise.all([calls(one!, 10, clock), calls(other!, 10, clock)])).flat();
  expect(mostPerSecond(at)).toBeLessThanOrEqual(2);
  expect(Math.max(...at) - Math.min(...at)).toBeLessThanOrEqual(10 * SECOND);
});

test('several readers in one process share its calls too', async () => {
  const clock = turningClock();
  const [open] = processes(1, clock);
  const readers = [1, 2, 3].map(() => open!('key', 5));
  const at = (await Promise.all(readers.map((reader) => calls(reader, 5, clock)))).flat();
  expect(mostPerSecond(at)).toBeLessThanOrEqual(5);
});

test('calls that were not made are lost, so that there is never a burst', async () => {
  const clock = turningClock();
  const [one, other] = processes(2, clock).map((open) => open('key', 4));
  await calls(one!, 1, clock);
  clock.pass(60 * SECOND);
  const at = (await Promise.all([calls(one!, 8, clock), calls(other!, 8, clock)])).flat();
  expect(mostPerSecond(at)).toBeLessThanOrEqual(4);
});

test('a rate below one call a second holds', async () => {
  const clock = turningClock();
  const [open] = processes(1, clock);
  const [first, second] = await calls(open!('key', 0.2), 2, clock);
  expect(second! - first!).toBe(5 * SECOND);
});

test('when AWS says it was too much, every process pauses', async () => {
  const clock = turningClock();
  const [one, other] = processes(2, clock).map((open) => open('key', 2));
  const start = clock.now();
  await one!.pause(4 * SECOND);
  await other!.take(signal);
  expect(clock.now() - start).toBeGreaterThanOrEqual(4 * SECOND);
});

test('budgets of two Regions know nothing of each other', async () => {
  const clock = turningClock();
  const [open] = processes(1, clock);
  const start = clock.now();
  await open!('cloudwatch-logs/default/eu-west-1', 1).take(signal);
  await open!('cloudwatch-logs/default/us-east-1', 1).take(signal);
  expect(clock.now()).toBe(start);
});
