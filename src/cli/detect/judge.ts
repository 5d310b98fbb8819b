import type { Instant } from '../../core/time.ts';
import { NEVER_SEEN_SCORE, UNUSUAL_SCORE } from '../../detect/anomaly/finding.ts';
import type { Subject } from '../../detect/detector.ts';
import { anomaly } from '../../detect/rules/anomaly.ts';
import { momentWords } from '../../detect/words.ts';
import { momentOf } from './moment.ts';
import type { Row } from './table.ts';

/** What is said of one row. */
export interface RowVerdict {
  /** Undefined where the row could not be judged. */
  at?: Instant;
  value?: number;
  score: number;
  expected?: { low: number; high: number };
  /** Of what begins here: 1 unusual, 2 never seen. */
  grade: 0 | 1 | 2;
  reason: string;
}

const SUBJECT: Subject = { metric: 'log.events', labels: {} };
const NO_TIME = 'not judged: the time is not understood';
const NO_VALUE = 'not judged: the value is not a number';

/** Judges rows in the order of their times, with the detector that watches services; what comes back is in the order of the rows. */
export function judgeRows(rows: readonly Row[]): RowVerdict[] {
  const detector = anomaly({ rule: 'series', unit: 'number', directions: 'both' });
  const verdicts = rows.map(readRow);
  let state = detector.start();
  for (const verdict of inOrder(verdicts)) {
    const { state: next, expected, score = 0, finding } = detector.step(state, verdict, SUBJECT, false);
    state = next;
    verdict.score = score;
    if (expected) verdict.expected = expected;
    if (!finding) continue;
    verdict.grade = gradeOf(score);
    if (finding.expected) verdict.expected = finding.expected;
    const goesOn = `goes on since ${momentWords(finding.since, verdict.at)}: `;
    verdict.reason = `${verdict.grade === 0 ? goesOn : ''}${finding.reason}`;
  }
  return verdicts;
}

function readRow({ timestamp, value }: Row): RowVerdict {
  const at = momentOf(timestamp);
  if (at === undefined) return { score: 0, grade: 0, reason: NO_TIME };
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return { at, score: 0, grade: 0, reason: NO_VALUE };
  return { at, value: number, score: 0, grade: 0, reason: '' };
}

type Judgeable = RowVerdict & Required<Pick<RowVerdict, 'at' | 'value'>>;

function inOrder(verdicts: readonly RowVerdict[]): Judgeable[] {
  const judgeable = verdicts.filter(
    (verdict): verdict is Judgeable => verdict.at !== undefined && verdict.value !== undefined,
  );
  return judgeable.sort((a, b) => a.at - b.at);
}

function gradeOf(score: number): RowVerdict['grade'] {
  if (score >= NEVER_SEEN_SCORE) return 2;
  return score >= UNUSUAL_SCORE ? 1 : 0;
}
