import type { Group, Question, Subject } from '../../core/question.ts';
import { typed } from '../describe.ts';

type Change = Partial<Question>;

const GROUPS: Partial<Record<Subject, readonly Group[]>> = {
  errors: ['service', 'code'],
  warnings: ['service', 'code'],
  requests: ['endpoint', 'status'],
  failures: ['endpoint', 'service'],
  latency: ['endpoint', 'service'],
  logs: ['level', 'service'],
  devices: ['fleet'],
  containers: ['service', 'host'],
  pods: ['service'],
  clicks: ['page'],
  cpu: ['container', 'pod'],
  memory: ['container', 'pod'],
};

/** What a person may ask next, as they would type it. */
export function nextOf(question: Question): string[] {
  const changes = [...groupings(question), ...others(question)];
  const asked = typed(question);
  return [...new Set(changes.map((change) => typed(changed(question, change))))]
    .filter((text) => text !== asked)
    .slice(0, 4);
}

function changed(question: Question, change: Change): Question {
  const {
    top: _top,
    compare: _compare,
    bucket: _bucket,
    aggregate: _aggregate,
    groupBy: _groupBy,
    ...kept
  } = question;
  return { ...kept, ...change };
}

function groupings({ subject, groupBy = [], services }: Question): Change[] {
  const one = services.length === 1;
  return (GROUPS[subject] ?? [])
    .filter((group) => !groupBy.includes(group) && !(group === 'service' && one))
    .slice(0, 1)
    .map((group) =>
      group === 'code' && subject === 'errors' ? { subject: 'codes' as const } : { groupBy: [group] },
    );
}

function others({ subject, compare, filters }: Question): readonly Change[] {
  const level = filters.level ?? (subject === 'warnings' ? ['warn'] : ['error']);
  const logs: Change = { subject: 'logs', filters: { ...filters, level } };
  const week: Change[] = compare === 'week' ? [] : [{ compare: 'week' }];
  if (subject === 'errors' || subject === 'warnings') return [{ bucket: 'hour' }, logs, ...week];
  if (subject === 'codes' || subject === 'code')
    return [logs, ...(subject === 'codes' ? [{ subject: 'errors' as const, bucket: 'hour' as const }] : [])];
  if (subject === 'requests' || subject === 'latency')
    return [{ subject: 'failures' }, { bucket: 'hour' }, ...week];
  if (subject === 'failures') return [{ subject: 'latency' }, { bucket: 'hour' }, ...week];
  if (subject === 'pages') return [{ subject: 'clicks' }, { bucket: 'hour' }, ...week];
  if (subject === 'clicks') return [{ bucket: 'day' }, { subject: 'pages' }, ...week];
  return USES[subject] ?? [];
}

/** What people ask next of things that are there just now. */
const USES: Partial<Record<Subject, readonly Change[]>> = {
  devices: [
    { subject: 'memory', groupBy: ['device'] },
    { subject: 'disk', groupBy: ['device'] },
  ],
  containers: [
    { subject: 'memory', groupBy: ['container'] },
    { subject: 'cpu', groupBy: ['container'] },
  ],
  pods: [{ subject: 'memory', groupBy: ['pod'] }, { subject: 'containers' }],
  hosts: [
    { subject: 'cpu', groupBy: ['host'] },
    { subject: 'disk', groupBy: ['host'] },
  ],
  databases: [{ subject: 'cpu', groupBy: ['database'] }, { subject: 'alerts' }],
  queues: [{ compare: 'yesterday' }, { compare: 'week' }],
  functions: [{ compare: 'yesterday' }, { compare: 'week' }],
  cpu: [{ subject: 'memory' }],
  memory: [{ subject: 'cpu' }],
};
