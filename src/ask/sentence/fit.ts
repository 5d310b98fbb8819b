import type { Aggregate, FilterName, Group, Subject } from '../../core/question.ts';
import { statusOf } from '../words/values.ts';
import type { Draft, Problem } from './draft.ts';

const EVENTS: readonly FilterName[] = [
  'level',
  'code',
  'status',
  'endpoint',
  'host',
  'fleet',
  'container',
  'namespace',
  'user',
  'text',
];
const METRICS: readonly FilterName[] = ['host', 'fleet', 'container', 'namespace'];
const EVENT_SUBJECTS: readonly Subject[] = [
  'errors',
  'warnings',
  'logs',
  'codes',
  'code',
  'latency',
  'requests',
  'failures',
];
const HTTP: readonly Subject[] = [...EVENT_SUBJECTS, 'pages', 'clicks'];

/** The filters that a subject can have; what others have no meaning for it. */
const FILTERS_OF: Partial<Record<Subject, readonly FilterName[]>> = {
  ...Object.fromEntries(EVENT_SUBJECTS.map((subject) => [subject, EVENTS])),
  pages: ['endpoint', 'host', 'user', 'namespace', 'text', 'status'],
  clicks: ['endpoint', 'host', 'user', 'namespace', 'text'],
  devices: ['fleet', 'status', 'host'],
  containers: ['status', 'host', 'namespace', 'container', 'fleet'],
  pods: ['status', 'host', 'namespace', 'container'],
  hosts: ['host'],
  cpu: METRICS,
  memory: METRICS,
  disk: METRICS,
  alerts: ['status', 'level', 'code', 'host', 'fleet', 'namespace', 'endpoint'],
  tickets: ['status', 'user', 'text'],
};

const COUNTED: readonly Aggregate[] = ['count', 'rate'];
const MEASURED: readonly Subject[] = ['latency', 'pages', 'cpu', 'memory', 'disk'];
const RATED: readonly Subject[] = [
  'errors',
  'warnings',
  'logs',
  'codes',
  'code',
  'failures',
  'requests',
  'clicks',
];

/** Does everything that was said go together? If not, what does not: nothing is left out in silence. */
export function misfit(draft: Draft & { subject: Subject }): Problem | undefined {
  return misfitFilter(draft) ?? misfitStatus(draft) ?? misfitAggregate(draft) ?? misfitGroup(draft);
}

function misfitFilter({ subject, filters, exclude }: Draft & { subject: Subject }): Problem | undefined {
  const allowed: readonly string[] = [...(FILTERS_OF[subject] ?? []), 'service'];
  const odd = [...Object.keys(filters), ...Object.keys(exclude)].find((name) => !allowed.includes(name));
  if (odd) return { because: `I cannot filter ${subject} by ${odd}.` };
  const texts = [...(filters.text ?? []), ...(exclude.text ?? [])];
  return texts.length > 1
    ? { because: `I look for one text at a time: ${texts.map((text) => `"${text}"`).join(' or ')}?` }
    : undefined;
}

function misfitStatus({ subject, filters, exclude }: Draft & { subject: Subject }): Problem | undefined {
  if (!HTTP.includes(subject)) return undefined;
  const odd = [...(filters.status ?? []), ...(exclude.status ?? [])].find((status) => !statusOf(status));
  return odd
    ? { because: `"${odd}" says nothing about ${subject}: a status there is like 404 or 5xx.` }
    : undefined;
}

function misfitAggregate({ subject, aggregate }: Draft & { subject: Subject }): Problem | undefined {
  const odd = aggregate.find((one) =>
    COUNTED.includes(one)
      ? one === 'rate' && !RATED.includes(subject)
      : !(MEASURED.includes(subject) || isShown(subject, one)) && one.startsWith('p'),
  );
  if (odd)
    return {
      because: `I have no ${odd} of ${subject}: percentiles are of latency, rates of things that are counted.`,
    };
  return aggregate.length > 3 ? { because: 'I show three aggregates at most.' } : undefined;
}

/** A list of functions says their p95 already. */
const isShown = (subject: Subject, aggregate: Aggregate) => subject === 'functions' && aggregate === 'p95';

export const LISTS: readonly Subject[] = ['health', 'services', 'mutes', 'oncall', 'help'];

function misfitGroup({ subject, groupBy, bucket }: Draft & { subject: Subject }): Problem | undefined {
  const group: Group | undefined = groupBy[0];
  if (groupBy.length > 2)
    return { because: `I can group by two things at most, not by ${groupBy.join(', ')}.` };
  if (LISTS.includes(subject) && (group || bucket)) return { because: `I cannot group ${subject}.` };
  return undefined;
}
