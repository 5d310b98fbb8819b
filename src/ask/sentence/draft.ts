import type { Aggregate, Excluded, Filters, Group, Question, Subject } from '../../core/question.ts';
import type { Window } from '../../core/time.ts';

/** A question as far as it was said. */
export interface Draft {
  subject?: Subject;
  services: string[];
  filters: Filters;
  exclude: Excluded;
  time?: { window: Window; words: string };
  aggregate: Aggregate[];
  groupBy: Group[];
  top?: number;
  compare?: NonNullable<Question['compare']>;
  bucket?: NonNullable<Question['bucket']>;
  /** "top", "most", without saying of what. */
  ranked: boolean;
  newest: boolean;
  /** "all services": not only the ones of the question before. */
  everywhere: boolean;
  /** The subject follows from other words, such as "5xx". */
  implied: boolean;
  /** "vs web": one service, set beside those of the question before. */
  beside: boolean;
  /** "also web": beside the ones of the question before. */
  added: boolean;
  /** "the day before": shift the window of the question before. */
  earlier?: 'window' | 'day' | 'week';
}

/** Why a sentence is not a question, in words for the person. */
export interface Problem {
  because: string;
}

export type Maybe<T> = T | Problem;

export function isProblem<T extends object>(value: Maybe<T>): value is Problem {
  return 'because' in value;
}
