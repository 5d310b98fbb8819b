import type { Answer } from '../../core/answer.ts';
import type { MetricName } from '../../core/metrics.ts';
import type { Question, Subject } from '../../core/question.ts';
import { HOUR, MINUTE } from '../../core/time.ts';
import { describe } from '../describe.ts';
import type { AnswerDeps } from './deps.ts';
import { notesOn } from './notes.ts';

const CLOUDWATCH = 'CloudWatch metrics (docs/sources/cloudwatch-metrics.md)';

/** Which kinds of source bring what is asked about, and what they measure. */
const BROUGHT_BY: Partial<Record<Subject, { by: string; metric: MetricName }>> = {
  devices: { by: 'balena', metric: 'device.online' },
  containers: { by: 'Docker, Kubernetes or Metricbeat', metric: 'container.up' },
  pods: { by: 'Kubernetes or Metricbeat', metric: 'pod.ready' },
  hosts: { by: 'Metricbeat or CloudWatch metrics', metric: 'host.cpu.utilization' },
  pages: { by: 'Elastic APM (its RUM agent) or OpenTelemetry in the browser', metric: 'page.load.duration' },
  clicks: { by: 'Elastic APM (its RUM agent) or OpenTelemetry in the browser', metric: 'user.clicks' },
  databases: { by: CLOUDWATCH, metric: 'database.cpu.utilization' },
  queues: { by: CLOUDWATCH, metric: 'queue.messages' },
  functions: { by: CLOUDWATCH, metric: 'function.invocations' },
  cpu: {
    by: 'Metricbeat, Docker, Kubernetes, balena or CloudWatch metrics',
    metric: 'container.cpu.utilization',
  },
  memory: {
    by: 'Metricbeat, Docker, Kubernetes, balena or CloudWatch metrics',
    metric: 'container.memory.utilization',
  },
  disk: { by: 'Metricbeat, balena or CloudWatch metrics', metric: 'host.disk.utilization' },
};

/** An honest answer where there is no data: not an empty table, but what would fill it. */
export async function missing(question: Question, deps: AnswerDeps): Promise<Answer> {
  const { by, metric } = BROUGHT_BY[question.subject] ?? { by: 'another source' };
  if (metric && (await isMeasured(metric, deps))) {
    const nothing = 'Nothing has been measured of that in this time.';
    return honest(question, nothing, ...(await notesOn(question, deps)));
  }
  return honest(
    question,
    NOBODY,
    `Nothing has been measured: set up a source for it (docs/sources). It comes from ${by}.`,
  );
}

async function isMeasured(metric: MetricName, { store, clock }: AnswerDeps): Promise<boolean> {
  const now = clock.now();
  const window = { from: now - HOUR, to: now + MINUTE };
  return (await store.series.list({ metric, window })).length > 0;
}

/** Nobody keeps a rota that could be read. */
export async function oncall(question: Question): Promise<Answer> {
  return honest(
    question,
    NOBODY,
    'On call comes from a rota, such as a Slack user group, which this version does not read.',
  );
}

/** The subject is known, the grouping or the filter is not. */
export async function missingGroup(question: Question, group: string): Promise<Answer> {
  return honest(question, NOBODY, `Nothing that is collected says which ${group} it belongs to.`);
}

const NOBODY = 'There is nothing to show: nobody collects that yet.';

function honest(question: Question, headline: string, ...notes: string[]): Answer {
  return {
    question,
    title: describe(question),
    headline,
    notes,
    next: ['health', 'errors by service last 24h'],
  };
}
