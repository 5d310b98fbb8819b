import type { Answer } from '../../core/answer.ts';
import type { Group, Question } from '../../core/question.ts';
import { column } from './count-table.ts';
import { countWords } from './words.ts';

type Values<T> = Partial<Record<Group, (item: T) => string>>;

/** How many of each kind there are in a list; undefined where it cannot be grouped so. */
export function grouped<T>(
  question: Question,
  items: readonly T[],
  counted: string,
  values: Values<T>,
): Answer['table'] {
  const groups = question.groupBy ?? [];
  const keys = groups.map((group) => values[group]).filter((value) => value !== undefined);
  if (keys.length < groups.length) return undefined;
  const byKey = Map.groupBy(items, (item) => keys.map((key) => key(item)).join('\0'));
  const rows = [...byKey]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([key, members]) => [...key.split('\0'), countWords(members.length)]);
  return {
    columns: [...groups.map((group) => column(group)), column(counted, 'right')],
    rows: rows.slice(0, question.top ?? rows.length),
    more: 0,
  };
}
