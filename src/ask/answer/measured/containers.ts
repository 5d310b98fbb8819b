import { METRICS } from '../../../core/metrics.ts';
import type { Question } from '../../../core/question.ts';
import { bucketOf, HOUR } from '../../../core/time.ts';
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
import { latest, newest, only, throughout } from './read.ts';

const CONTAINERS: Inventory = { metric: 'container.up', one: 'container', good: 'running', bad: 'down' };
const BY = METRICS['container.up'].labels;
const NAMED = { by: BY, named: 'container.name' };
const DETAILS = ['container.cpu.utilization', 'container.memory.utilization', 'container.uptime'] as const;
const COLUMNS = [
  ...['container', 'service', 'state'].map((title) => column(title)),
  ...headed('CPU', 'memory', 'restarts', 'uptime'),
];

interface Container extends Listed {
  state: 'running' | 'down' | 'unhealthy';
  /** Within the window. */
  restarts: number;
}

/** The containers, the worst first: down, unhealthy, restarted. */
export const containers = listing({
  inventory: CONTAINERS,
  read: containersOf,
  choose: (all, question) => {
    const wanted = all.filter(isWanted(question));
    return { wanted, headline: headline(all, wanted, question) };
  },
  table: containerTable,
});

async function containersOf(matching: Matching, question: Question, deps: AnswerDeps): Promise<Container[]> {
  const [found, healthy, restarts] = await Promise.all([
    listed(CONTAINERS, matching, BY, question, deps),
    latest(deps.store.series, 'container.healthy', matching, BY, question.time.to),
    restartsOf(matching, question, deps),
  ]);
  const unhealthy = new Set(healthy.filter((one) => (newest(one) ?? 1) < 0.5).map(({ key }) => key));
  return found.map((thing) => withState(thing, unhealthy, restarts)).sort(worstFirst);
}

/** Hours say at once which few restarted at all; only those are counted to the minute. */
async function restartsOf(matching: Matching, { time }: Question, { store }: AnswerDeps) {
  const metric = 'container.restarts';
  const window = { from: bucketOf(time.from, HOUR), to: time.to };
  const hours = await store.series.read({ metric, window, ...matching }, HOUR, [NAMED.named]);
  const restarted = hours.filter(({ samples }) => samples.some(({ value }) => value > 0));
  if (restarted.length === 0) return new Map<string, number>();
  const own = only(matching, NAMED.named, restarted);
  const counted = await throughout(store.series, metric, own, BY, time, HOUR);
  return new Map(
    counted.map(({ key, samples }) => [key, samples.reduce((sum, { value }) => sum + value, 0)]),
  );
}

function withState(
  thing: Listed,
  unhealthy: ReadonlySet<string>,
  restarts: ReadonlyMap<string, number>,
): Container {
  const up = unhealthy.has(thing.key) ? 'unhealthy' : 'running';
  return { ...thing, state: thing.isGood ? up : 'down', restarts: restarts.get(thing.key) ?? 0 };
}

const BADNESS = { down: 2, unhealthy: 1, running: 0 } as const;

function worstFirst(a: Container, b: Container): number {
  return BADNESS[b.state] - BADNESS[a.state] || b.restarts - a.restarts || nameOf(a).localeCompare(nameOf(b));
}

/** Pods of one deployment have containers of one name. */
const nameOf = ({ labels }: Listed) =>
  [labels['kubernetes.pod.name'], labels['container.name']].filter(Boolean).join('/');

/** A state that nobody has is an empty list. */
function isWanted({ filters }: Question): (container: Container) => boolean {
  const wanted = filters.status ?? [];
  if (wanted.length === 0) return () => true;
  return ({ state, restarts }) =>
    wanted.includes(state) ||
    (wanted.includes('stopped') && state === 'down') ||
    (wanted.includes('running') && state === 'unhealthy') ||
    (wanted.includes('restarted') && restarts > 0);
}

function headline(all: readonly Container[], wanted: readonly Container[], { filters }: Question): string {
  const unhealthy = all.filter(({ state }) => state === 'unhealthy').length;
  const plain = headlineOf(CONTAINERS, all);
  const said = filters.status ? `${countWords(wanted.length)} of ${plural(all.length, 'container')}: ` : '';
  if (said) return `${said}${filters.status?.join(' or ')}.`;
  return unhealthy > 0 ? `${plain.slice(0, -1)}, ${countWords(unhealthy)} of them unhealthy.` : plain;
}

async function containerTable(wanted: readonly Container[], question: Question, deps: AnswerDeps) {
  const value = await valuesOf(DETAILS, wanted.slice(0, MOST_ROWS), NAMED, deps, question.time.to);
  return rowsOf(COLUMNS, wanted, question, (container) => [
    nameOf(container),
    container.labels['service.name'] ?? '',
    container.state === 'running' ? 'running' : `🔴 ${container.state}`,
    amountWords(value('container.cpu.utilization', container), '%'),
    amountWords(value('container.memory.utilization', container), '%'),
    countWords(container.restarts),
    amountWords(value('container.uptime', container), 's'),
  ]);
}
