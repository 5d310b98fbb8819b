import type { Point } from '../../../core/series.ts';
import type { Instant } from '../../../core/time.ts';
import { percent, pointOf } from '../../points.ts';
import type { Node } from '../objects/node.ts';
import type { Amounts } from '../objects/quantity.ts';

/** How much of a node is used, of what it lets pods have. */
export function nodePoints({ name, allocatable }: Node, usage: Amounts | undefined, at: Instant): Point[] {
  const labels = { 'host.name': name };
  const cpu = percent(usage?.cpu, allocatable.cpu);
  const memory = percent(usage?.memory, allocatable.memory);
  return [
    ...(cpu === undefined ? [] : [pointOf('host.cpu.utilization', labels, at, cpu)]),
    ...(memory === undefined ? [] : [pointOf('host.memory.utilization', labels, at, memory)]),
  ];
}
