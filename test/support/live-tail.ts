import { onTestFinished, vi } from 'vitest';
import { type Address, sourceOf, writerOf } from './cloudwatch.ts';

/** A source that is followed: what it hints at, and how to have a line written. `first` is a group that is followed. */
export async function following(address: Address, first: string, settings: object) {
  const source = sourceOf(address, settings);
  const write = writerOf(address);
  const hinted: string[] = [];
  const stopping = new AbortController();
  await write(first, 'a', [[Date.now(), 'before']]);
  const done = source.hints(
    (item) => hinted.push(item.slice('cloudwatch-logs/eu-west-1/'.length)),
    stopping.signal,
  );
  done.catch(() => {});
  onTestFinished(() => stopping.abort());
  const line = (group: string) => write(group, 'a', [[Date.now(), 'INFO hello']]);
  return {
    source,
    hinted,
    line,
    done,
    stop: () => stopping.abort(),
    /** Resolves when a session is open: a line is written again and again until one is hinted at. */
    open: async () => {
      hinted.length = 0;
      await vi.waitUntil(() => line(first).then(() => hinted.includes(first)), {
        timeout: 10_000,
        interval: 200,
      });
    },
    hint: (group: string) => vi.waitUntil(() => hinted.includes(group), { timeout: 5_000, interval: 10 }),
  };
}
