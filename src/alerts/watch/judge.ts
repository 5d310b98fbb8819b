import { setImmediate } from 'node:timers/promises';
import type { Finding } from '../../core/finding.ts';
import { DAY, type Instant, type Window } from '../../core/time.ts';
import type { Rule } from '../../detect/rule.ts';
import type { Store } from '../../store/store.ts';
import { saveProgress, type Tracked } from '../progress.ts';
import type { Lessons } from '../teaching.ts';
import { noticed } from '../unusual.ts';
import { readInputs } from './read-inputs.ts';

/** Owners that one rule looks at over the same time: read together. */
export interface Task {
  rule: Rule;
  tracked: Tracked[];
  window: Window;
}

/** Judged in one go before others get their turn. */
const CHUNK = DAY;

/** Called with what was found before the state is saved: a crash in between finds it again, and nothing changes. */
export type Report = (findings: readonly Finding[]) => Promise<void>;

/** Brings the states up to the end of the window, in chunks. Owners that another worker judges meanwhile are left to it. */
export async function judgeClosed(
  task: Task,
  store: Store,
  report: Report,
  lessons: Lessons,
  signal: AbortSignal,
): Promise<void> {
  const { rule, window } = task;
  let tracked = task.tracked;
  for (let from = window.from; from < window.to && tracked.length > 0; from += CHUNK) {
    if (signal.aborted) return;
    const chunk = { from, to: Math.min(from + CHUNK, window.to) };
    const inputs = await readInputs(rule, tracked.map(ownerOf), chunk, store.series);
    const saved: Tracked[] = [];
    for (const progress of tracked) {
      const { state, findings } = rule.feed(
        progress.state,
        inputs(progress.service),
        false,
        lessons.tolerance(rule.name, progress.service),
      );
      await report(findings);
      const next = await saveProgress(store.documents, {
        ...progress,
        state,
        noticed: noticed(progress.noticed, findings),
        position: chunk.to,
      });
      if (next) saved.push(next);
      await setImmediate();
    }
    tracked = saved;
  }
}

/** Asks about buckets that still fill; what the states become is thrown away. */
export async function judgeOpen(
  { rule, tracked, window }: Task,
  store: Store,
  report: Report,
  lessons: Lessons,
): Promise<void> {
  const inputs = await readInputs(rule, tracked.map(ownerOf), window, store.series);
  for (const { state, service } of tracked) {
    const tolerance = lessons.tolerance(rule.name, service);
    await report(rule.feed(state, inputs(service), true, tolerance).findings);
  }
}

/** Tasks of one rule: owners whose judged and closed time agree go together. */
export function tasksOf(
  rule: Rule,
  tracked: readonly Tracked[],
  endOf: (tracked: Tracked) => Instant,
): Task[] {
  const groups = Map.groupBy(tracked, (progress) => `${progress.position} ${endOf(progress)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ rule, tracked: group, window: { from: first.position, to: endOf(first) } }] : [];
  });
}

const ownerOf = ({ service }: Tracked) => service;
