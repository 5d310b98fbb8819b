import type { MetricName } from '../../../core/metrics.ts';
import { describe } from '../../describe.ts';
import { chartOf, stepOf } from '../charts.ts';
import { column } from '../count-table.ts';
import type { Answerer } from '../deps.ts';
import { missing, missingGroup } from '../missing.ts';
import { nextOf } from '../next.ts';
import { notesOn } from '../notes.ts';
import { amountWords, plural } from '../words.ts';
import { headed, rowsOf } from './inventory.ts';
import { matchingOf } from './labels.ts';
import { newest, recently, type Thing, throughout } from './read.ts';

const BY = ['host.name'];
const CPU = 'host.cpu.utilization';
const MEMORY = 'host.memory.utilization';
const DISK = 'host.disk.utilization';
const UPTIME = 'host.uptime';
const COLUMNS = [column('host'), ...headed('CPU', 'memory', 'fullest disk', 'uptime'), column('problem')];

/** The hosts with what they use, the fullest first. */
export const hosts: Answerer = async (question, deps) => {
  const matching = matchingOf(CPU, question);
  if ('unknown' in matching) return missingGroup(question, matching.unknown);
  const { series } = deps.store;
  const read = (metric: MetricName, by: readonly string[] = BY) =>
    recently(series, metric, matching, by, question.time.to);
  const [cpu, memory, disks, uptime, problems, line, notes] = await Promise.all([
    read(CPU),
    read(MEMORY),
    read(DISK, [...BY, 'disk.mount']),
    read(UPTIME),
    read('host.problems', [...BY, 'error.type']),
    throughout(series, CPU, matching, BY, question.time, stepOf(question)),
    notesOn(question, deps),
  ]);
  const names = [...new Set([...cpu, ...memory, ...disks, ...uptime].map(nameOf))];
  if (names.length === 0) return missing(question, deps);
  const [used, kept, full, up] = [cpu, memory, disks, uptime].map(highestByName);
  const fullness = (name: string) => Math.max(...[used, kept, full].map((values) => values?.get(name) ?? 0));
  const ranked = names.sort((a, b) => fullness(b) - fullness(a) || a.localeCompare(b));
  const lines = line.map((thing) => ({ name: nameOf(thing), samples: thing.samples }));
  return {
    question,
    title: describe(question),
    headline: `${plural(names.length, 'host')}.`,
    table: rowsOf(COLUMNS, ranked, question, (name) => [
      name,
      ...[used, kept, full].map((values) => amountWords(values?.get(name), '%')),
      amountWords(up?.get(name), 's'),
      problems
        .filter((one) => nameOf(one) === name && (newest(one) ?? 0) > 0)
        .map(typeOf)
        .join(', '),
    ]),
    chart: chartOf(question, lines, { unit: '%', title: 'CPU of hosts', timezone: deps.timezone }, mean),
    notes,
    next: nextOf(question),
  };
};

const nameOf = ({ labels }: Pick<Thing, 'labels'>) => labels['host.name'] ?? '';
const typeOf = ({ labels }: Pick<Thing, 'labels'>) => labels['error.type'] ?? '';

function highestByName(things: readonly Thing[]): Map<string, number> {
  const highest = new Map<string, number>();
  for (const thing of things)
    highest.set(nameOf(thing), Math.max(highest.get(nameOf(thing)) ?? 0, newest(thing) ?? 0));
  return highest;
}

function mean(samples: readonly { value: number }[]): number | null {
  return samples.length === 0 ? null : samples.reduce((sum, { value }) => sum + value, 0) / samples.length;
}
