import type { Answer } from '../../core/answer.ts';
import type { Question, Subject } from '../../core/question.ts';
import { describe } from '../describe.ts';
import type { Answerer } from './deps.ts';

/** Which kinds of source bring what no source of this version brings yet. */
const BROUGHT_BY: Partial<Record<Subject, string>> = {
  devices: 'balena',
  containers: 'Docker, Metricbeat or Kubernetes',
  pods: 'Kubernetes',
  pages: 'Elastic APM (page loads of its RUM agent)',
  clicks: 'Elastic APM (user interactions of its RUM agent)',
  cpu: 'Metricbeat, Docker, Kubernetes or CloudWatch metrics',
  memory: 'Metricbeat, Docker, Kubernetes or CloudWatch metrics',
  disk: 'Metricbeat, balena or CloudWatch metrics',
  oncall: 'a rota, such as a Slack user group',
};

/** An honest answer where there can be no data: not an empty table, but what would fill it. */
export const missing: Answerer = async (question) => {
  const source = BROUGHT_BY[question.subject] ?? 'another source';
  return honest(
    question,
    `That comes from ${source}, which this version does not read yet. Sources are set up under "sources" in sysmon.yaml.`,
  );
};

/** The subject is known, the grouping is not. */
export async function missingGroup(question: Question, group: string): Promise<Answer> {
  return honest(question, `Nothing that is collected says which ${group} a line belongs to.`);
}

function honest(question: Question, note: string): Answer {
  return {
    question,
    title: describe(question),
    headline: 'There is nothing to show: nobody collects that yet.',
    notes: [note],
    next: ['health', 'errors by service last 24h'],
  };
}
