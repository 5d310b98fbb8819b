import type { Labels, Point } from '../../../core/series.ts';
import type { Instant } from '../../../core/time.ts';
import { countProblems } from '../../problem-count.ts';
import type { Memory } from '../cursor.ts';

type ProblemMetric = 'container.problems' | 'host.problems';

/** Who has which problem in one minute. */
export interface Problems {
  /** However many documents say it, each thing has a problem once. */
  has(metric: ProblemMetric, thing: string, type: string, labels: Labels): void;
  /** Also remembers what there was. */
  points(at: Instant): Point[];
}

export function openProblems(memory: Pick<Memory, 'problems'>): Problems {
  const found = new Map<string, { metric: ProblemMetric; labels: Labels }>();
  return {
    has: (metric, thing, type, labels) => {
      found.set(`${thing}\n${type}`, { metric, labels: { ...labels, 'error.type': type } });
    },
    points: (at) => {
      const count = countProblems(memory.problems, at);
      for (const { metric, labels } of found.values()) count.add(metric, labels);
      memory.problems = count.seen();
      return count.points(at);
    },
  };
}
