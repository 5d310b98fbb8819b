import type { Question } from '../../../core/question.ts';
import { column } from '../count-table.ts';
import type { AnswerDeps } from '../deps.ts';
import { amountWords, countWords, plural } from '../words.ts';
import {
  headed,
  headlineOf,
  type Inventory,
  type Listed,
  listed,
  MOST_ROWS,
  rowsOf,
  valuesOf,
} from './inventory.ts';
import type { Matching } from './labels.ts';
import { listing } from './listing.ts';
import { keyBy, newest, only, recently, throughout } from './read.ts';

const PODS: Inventory = { metric: 'pod.ready', one: 'pod', good: 'ready', bad: 'not ready' };
const BY = ['service.name', 'kubernetes.namespace', 'kubernetes.pod.name', 'kubernetes.node.name'];
const POD = ['kubernetes.namespace', 'kubernetes.pod.name'];
const NAMED = { by: POD, named: 'kubernetes.pod.name' };
const DETAILS = ['container.cpu.utilization', 'container.memory.utilization'] as const;
const COLUMNS = [
  ...['pod', 'namespace', 'state'].map((title) => column(title)),
  ...headed('restarts', 'CPU', 'memory'),
  column('problem'),
];

interface Pod extends Listed {
  /** What its deployment suffers from just now, where the pod is not ready. */
  problems: string[];
}

/** The pods, those that are not ready first. */
export const pods = listing({
  inventory: PODS,
  read: podsOf,
  choose: (all, question) => {
    const wanted = all.filter(isWanted(question));
    return { wanted, headline: headline(all, wanted, question) };
  },
  table: podTable,
});

function headline(all: readonly Pod[], wanted: readonly Pod[], { filters }: Question): string {
  const states = filters.status?.join(' or ');
  return states
    ? `${countWords(wanted.length)} of ${plural(all.length, 'pod')}: ${states}.`
    : headlineOf(PODS, all);
}

async function podsOf(matching: Matching, question: Question, deps: AnswerDeps): Promise<Pod[]> {
  const everywhere = { where: {}, not: {} };
  const by = ['service.name', 'kubernetes.namespace', 'error.type'];
  const [found, problems] = await Promise.all([
    listed(PODS, matching, BY, question, deps),
    recently(deps.store.series, 'container.problems', everywhere, by, question.time.to),
  ]);
  const now = problems.filter((one) => (newest(one) ?? 0) > 0);
  const byOwner = Map.groupBy(now, ({ labels }) => keyBy(labels, by.slice(0, 2)));
  return found
    .map((pod) => ({
      ...pod,
      problems: pod.isGood ? [] : typesOf(byOwner.get(keyBy(pod.labels, by.slice(0, 2)))),
    }))
    .sort((a, b) => Number(a.isGood) - Number(b.isGood) || nameOf(a).localeCompare(nameOf(b)));
}

const typesOf = (problems: readonly Pick<Listed, 'labels'>[] = []) =>
  problems.flatMap(({ labels }) => labels['error.type'] ?? []);

const nameOf = ({ labels }: Listed) => labels['kubernetes.pod.name'] ?? '';

function isWanted({ filters }: Question): (pod: Pod) => boolean {
  const wanted = (filters.status ?? []).map((status) => status.toLowerCase());
  if (wanted.length === 0) return () => true;
  return ({ isGood, problems }) =>
    wanted.includes(isGood ? 'ready' : 'not ready') ||
    problems.some((problem) => wanted.includes(problem.toLowerCase()));
}

async function podTable(wanted: readonly Pod[], question: Question, deps: AnswerDeps) {
  const shown = wanted.slice(0, MOST_ROWS);
  const own = only({ where: {}, not: {} }, NAMED.named, shown);
  const { series } = deps.store;
  const [value, restarted] = await Promise.all([
    valuesOf(DETAILS, shown, NAMED, deps, question.time.to),
    throughout(series, 'container.restarts', own, POD, question.time, 0),
  ]);
  const restarts = new Map(
    restarted.map(({ key, samples }) => [key, samples.reduce((sum, sample) => sum + sample.value, 0)]),
  );
  return rowsOf(COLUMNS, wanted, question, (pod) => [
    nameOf(pod),
    pod.labels['kubernetes.namespace'] ?? '',
    pod.isGood ? 'ready' : '🔴 not ready',
    countWords(restarts.get(keyBy(pod.labels, POD)) ?? 0),
    amountWords(value('container.cpu.utilization', pod), '%'),
    amountWords(value('container.memory.utilization', pod), '%'),
    pod.problems.join(', '),
  ]);
}
