import type { RowVerdict } from './judge.ts';

export interface Summary {
  file: string;
  points: number;
  neverSeen: number;
  unusual: number;
  /** What a person should know of the input. */
  notes: string[];
}

/** Rows are counted as lines of the file are, the header (if there is one) is the first. */
export function summaryOf(file: string, verdicts: readonly RowVerdict[]): Summary {
  const of = (grade: number) => verdicts.filter((verdict) => verdict.grade === grade).length;
  return { file, points: verdicts.length, neverSeen: of(2), unusual: of(1), notes: notesOf(verdicts) };
}

function notesOf(verdicts: readonly RowVerdict[]): string[] {
  const isJudged = ({ at, value }: RowVerdict) => at !== undefined && value !== undefined;
  const left = verdicts.filter((verdict) => !isJudged(verdict));
  const reasons = Map.groupBy(left, ({ reason }) => reason);
  const times = verdicts.flatMap(({ at }) => at ?? []);
  const unsorted = times.some((at, index) => at < (times[index - 1] ?? Number.NEGATIVE_INFINITY));
  return [
    ...[...reasons].map(([reason, rows]) => {
      const first = verdicts.indexOf(rows[0] as RowVerdict) + 1;
      return `${rows.length} of ${verdicts.length} rows ${reason} (the first is row ${first}); they are kept as they are`;
    }),
    ...(unsorted
      ? ['the times are not in order: judged in the order of time, written in the order of the file']
      : []),
  ];
}
