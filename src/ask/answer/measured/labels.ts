import { METRICS, type MetricName } from '../../../core/metrics.ts';
import type { Excluded, FilterName, Group, Question } from '../../../core/question.ts';

/** The labels that a word of a question may mean; which one is by the metric. */
const MEANT: Partial<Record<FilterName | Group, readonly string[]>> = {
  service: ['service.name'],
  fleet: ['device.fleet'],
  device: ['device.name'],
  host: ['host.name', 'kubernetes.node.name'],
  container: ['container.name'],
  pod: ['kubernetes.pod.name'],
  namespace: ['kubernetes.namespace'],
  page: ['url.path'],
  endpoint: ['url.path'],
  database: ['service.name'],
  queue: ['service.name'],
  function: ['service.name'],
};

/** Words that are said of the metrics of one kind of thing only. */
const OF_KIND: Partial<Record<FilterName | Group, string>> = {
  database: 'database.',
  queue: 'queue.',
  function: 'function.',
};

/** What series of a metric must have, and must not have. */
export interface Matching {
  where: Record<string, readonly string[]>;
  not: Record<string, readonly string[]>;
}

/** The label of a metric that a filter or a grouping means; undefined where its series do not say it. */
export function labelFor(metric: MetricName, word: FilterName | Group): string | undefined {
  if (!metric.startsWith(OF_KIND[word] ?? '')) return undefined;
  const labels: readonly string[] = METRICS[metric].labels;
  return MEANT[word]?.find((label) => labels.includes(label));
}

/** The series that a question means, or the word that series of this metric know nothing of. A status is about values, not labels. */
export function matchingOf(metric: MetricName, question: Question): Matching | { unknown: string } {
  const { status: _status, ...filters } = question.filters;
  const wanted: Excluded = {
    ...filters,
    ...(question.services.length > 0 && { service: question.services }),
  };
  const { status: _excludedStatus, ...unwanted } = question.exclude ?? {};
  const unknown = [...Object.keys(wanted), ...Object.keys(unwanted)].find(
    (word) => labelFor(metric, word as FilterName) === undefined,
  );
  return unknown === undefined
    ? { where: labeled(metric, wanted), not: labeled(metric, unwanted) }
    : { unknown };
}

function labeled(metric: MetricName, words: Excluded): Matching['where'] {
  return Object.fromEntries(
    Object.entries(words).flatMap(([word, values]) => {
      const label = labelFor(metric, word as FilterName);
      return label ? [[label, values]] : [];
    }),
  );
}
