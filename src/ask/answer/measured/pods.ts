import type { Question } from '../../../core/question.ts';
import { describe } from '../../describe.ts';
import { column } from '../count-table.ts';
import type { AnswerDeps, Answerer } from '../deps.ts';
import { missing, missingGroup } from '../missing.ts';
import { nextOf } from '../next.ts';
import { notesOn } from '../notes.ts';
import { amountWords, countWords, plural } from '../words.ts';
import {
  grouped,
  headed,
  headlineOf,
  type Inventory,
  type Listed,
  listed,
  MOST_ROWS,
  rowsOf,
  shareChart,
  valuesOf,
} from './inventory.ts';
import { type Matching, matchingOf } from './labels.ts';
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
export const pods: Answerer = async (question, deps) => {
  const matching = matchingOf(PODS.metric, question);
  if ('unknown' in matching) return missingGroup(question, matching.unknown);
  const [all, chart, notes] = await Promise.all([
    podsOf(matching, question, deps),
    shareChart(PODS, matching, question, deps),
    notesOn(question, deps),
  ]);
  if (all.length === 0) return missing(question, deps);
  const wanted = all.filter(isWanted(question));
  const table = question.groupBy ? grouped(PODS, wanted, question) : await podTable(wanted, question, deps);
  if (!table) return missingGroup(question, question.groupBy?.join(' and ') ?? '');
  const states = question.filters.status?.join(' or ');
  return {
    question,
    title: describe(question),
    headline: states
      ? `${countWords(wanted.length)} of ${plural(all.length, 'pod')}: ${states}.`
      : headlineOf(PODS, all),
    ...(wanted.length > 0 && { table }),
    chart,
    notes,
    next: nextOf(question),
  };
};

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
