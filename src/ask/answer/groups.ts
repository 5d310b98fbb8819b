import type { Group, Question } from '../../core/question.ts';
import type { CountField } from '../../store/event-store.ts';
import { GROUP_FIELDS } from './fields.ts';

/** `by hour` and `by day` split time, they are no fields. */
export function withBuckets(question: Question): Question {
  const { groupBy = [], ...rest } = question;
  const bucket = groupBy.find((group) => group === 'hour' || group === 'day');
  if (!bucket) return question;
  const others = groupBy.filter((group) => group !== bucket);
  return { ...rest, bucket, ...(others.length > 0 && { groupBy: others }) };
}

export function fieldsOf({ groupBy = [] }: Question): CountField[] {
  return groupBy.flatMap((group) => GROUP_FIELDS[group] ?? []);
}

/** A grouping that nothing we read knows. */
export function unknownGroup({ groupBy = [] }: Question): Group | undefined {
  return groupBy.find((group) => !GROUP_FIELDS[group]);
}
