import type { Aggregate, FilterName, Group, Question, Subject } from '../../core/question.ts';
import type { TimePiece } from '../time/piece.ts';

/** What can be grouped by, named by a noun: some are subjects too ("pods", "pods in prod", "memory by pod"). */
export type Thing = Exclude<Group, 'hour' | 'day'>;

/** What CloudWatch measures, known by names as services are. */
export const CLOUD_THINGS: ReadonlySet<Thing> = new Set(['database', 'queue', 'function']);

/** A word that says how its neighbors belong together. */
export type Joint = 'by' | 'not' | 'versus' | 'compare' | 'which' | 'who' | 'and' | 'comma' | 'all' | 'also';

/** One thing that words can mean; a phrase may mean several ("slowest endpoints"). */
export type Facet =
  /** A weak subject holds only where no other one is said: "slow", "offline", "5xx". */
  | { is: 'subject'; subject: Subject; weak: boolean }
  | { is: 'thing'; thing: Thing; plural: boolean }
  | { is: 'filter'; name: FilterName | 'service'; values: string[]; negated?: boolean }
  | { is: 'aggregate'; aggregate: Aggregate }
  | { is: 'group'; group: Group }
  | { is: 'bucket'; bucket: NonNullable<Question['bucket']> }
  | { is: 'number'; value: number }
  /** How many to show. */
  | { is: 'top'; value: number }
  /** "top", "most", "worst": the largest first; "latest": the newest first. */
  | { is: 'rank'; newest?: boolean }
  /** "more", "up", "worse": against what came before. */
  | { is: 'trend' }
  | { is: 'compare'; compare: NonNullable<Question['compare']> }
  /** "the day before": the window before the one that was asked about. */
  | { is: 'earlier'; by: 'window' | 'day' | 'week' }
  /** "vs web": beside the services of the question before. */
  | { is: 'beside' }
  | { is: 'time'; time: TimePiece }
  | { is: 'joint'; joint: Joint }
  /** Means nothing here, and is known to. */
  | { is: 'filler' }
  /** Words that we know we cannot answer, and why. */
  | { is: 'refused'; because: string };

/** Words that were understood together: the tokens `from` (in) to `to` (out). */
export interface Piece {
  from: number;
  to: number;
  facets: readonly Facet[];
}
