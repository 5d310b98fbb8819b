import type { Group, Subject } from '../../core/question.ts';
import type { Draft, Maybe } from './draft.ts';

/** What "top", "worst" or "slowest" ranks, where nobody said by what. */
const RANKED_BY: Partial<Record<Subject, Group>> = {
  warnings: 'code',
  logs: 'code',
  latency: 'endpoint',
  requests: 'endpoint',
  failures: 'endpoint',
  pages: 'page',
  clicks: 'page',
  cpu: 'host',
  memory: 'host',
  disk: 'host',
};

const SINGLE_LEVEL: Partial<Record<Subject, string>> = { errors: 'error', warnings: 'warn' };

/** "top errors" are codes, "last 20 errors" are lines, "slowest" ranks endpoints. */
export function ranked(draft: Draft): Maybe<Draft> {
  const { subject, groupBy } = draft;
  if (draft.newest && subject) return newest(draft, subject);
  if (!draft.ranked && draft.top === undefined) return draft;
  if (subject === undefined)
    return { because: 'The top of what? Say what to count, for example "top services by errors".' };
  if (subject === 'services')
    return { because: 'The top services by what? Say for example "top services by errors".' };
  if (groupBy.length > 0 || draft.bucket) return draft;
  if (subject === 'errors') return { ...draft, subject: 'codes' };
  const group = RANKED_BY[subject];
  return group && !(subject === 'logs' && !draft.ranked) ? { ...draft, groupBy: [group] } : draft;
}

function newest(draft: Draft, subject: Subject): Draft {
  const level = SINGLE_LEVEL[subject];
  if (!level || draft.groupBy.length > 0) return draft;
  return { ...draft, subject: 'logs', filters: { level: [level], ...draft.filters } };
}
