import type { Chart } from './chart.ts';
import type { Question } from './question.ts';

export interface Column {
  title: string;
  align: 'left' | 'right';
}

/**
 * A reply before anyone drew it: Slack blocks, terminal text and JSON are made of this. Texts are plain and not escaped: log text may be in
 * them.
 */
export interface Answer {
  question: Question;
  /** What was understood, in words: "Errors of api, last 24 hours". */
  title: string;
  /** The answer in one sentence: "1,204 errors, 3.1 times the 24 hours before." */
  headline: string;
  table?: { columns: Column[]; rows: string[][]; more: number };
  /** Log lines, newest last: time already in the asker's zone. */
  lines?: { time: string; level: string; service: string; code: string; text: string }[];
  chart?: Chart;
  /** What the reader should know: data missing, a source that lags. */
  notes: string[];
  /** Questions that follow on, as a person would type them. */
  next: string[];
}
