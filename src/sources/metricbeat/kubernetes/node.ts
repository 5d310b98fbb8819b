import { z } from 'zod';
import { MINUTE } from '../../../core/time.ts';
import { percent } from '../../points.ts';
import type { Memory } from '../cursor.ts';
import { shortKey } from '../document.ts';
import { Amount, Text, Truth } from '../fields.ts';
import { metricset } from '../metricset.ts';
import { thingOf } from '../minute/gauges.ts';
import type { Minute } from '../minute/minute.ts';

const NANO = 1e-9;

/** Of what pods may have of a node; undefined while nobody has said how much that is. */
export function percentOfNode(
  what: 'cores' | 'bytes',
  used: number | undefined,
  node: string | undefined,
  { nodes }: Pick<Memory, 'nodes'>,
): number | undefined {
  const [cores, bytes] = nodes[node ?? ''] ?? [];
  return percent(used, (what === 'cores' ? cores : bytes) ?? undefined);
}

const Allocatable = {
  'kubernetes.node.name': Text,
  'kubernetes.node.cpu.allocatable.cores': Amount,
  'kubernetes.node.memory.allocatable.bytes': Amount,
};
const Node = z.object({
  ...Allocatable,
  'kubernetes.node.cpu.usage.nanocores': Amount,
  'kubernetes.node.memory.workingset.bytes': Amount,
  'kubernetes.node.memory.usage.bytes': Amount,
  'kubernetes.node.fs.used.bytes': Amount,
  'kubernetes.node.fs.capacity.bytes': Amount,
});

/** What kubelet says of its node. Where the module `system` watches the same host, what it says is nearer to the truth. */
export const node = metricset(Node, (fields, _document, minute) => {
  const name = fields['kubernetes.node.name'];
  if (!name) return;
  rememberAllocatable(name, fields, minute);
  const { gauges, memory, watchedHosts } = minute;
  if (watchedHosts.has(name)) return;
  const host = thingOf({ 'host.name': name });
  const nanocores = fields['kubernetes.node.cpu.usage.nanocores'];
  const cores = nanocores === undefined ? undefined : nanocores * NANO;
  const bytes =
    fields['kubernetes.node.memory.workingset.bytes'] ?? fields['kubernetes.node.memory.usage.bytes'];
  const disk = percent(fields['kubernetes.node.fs.used.bytes'], fields['kubernetes.node.fs.capacity.bytes']);
  gauges.mean('host.cpu.utilization', host, percentOfNode('cores', cores, name, memory));
  gauges.mean('host.memory.utilization', host, percentOfNode('bytes', bytes, name, memory));
  gauges.last('host.disk.utilization', thingOf({ 'host.name': name, 'disk.mount': '/' }), disk);
});

type Said = Pick<z.infer<typeof Node>, keyof typeof Allocatable>;

function rememberAllocatable(name: string, fields: Said, { memory, at }: Minute): void {
  const [cores = null, bytes = null] = memory.nodes[name] ?? [];
  memory.nodes[name] = [
    fields['kubernetes.node.cpu.allocatable.cores'] ?? cores,
    fields['kubernetes.node.memory.allocatable.bytes'] ?? bytes,
    at / MINUTE,
  ];
}

const STATUS = 'kubernetes.node.status';
const StateNode = z.object({
  ...Allocatable,
  [`${STATUS}.ready` as const]: Truth,
  [`${STATUS}.memory_pressure` as const]: Truth,
  [`${STATUS}.disk_pressure` as const]: Truth,
  [`${STATUS}.pid_pressure` as const]: Truth,
  [`${STATUS}.out_of_disk` as const]: Truth,
});
type StateNode = z.infer<typeof StateNode>;

const PRESSURES = {
  MemoryPressure: `${STATUS}.memory_pressure`,
  DiskPressure: `${STATUS}.disk_pressure`,
  PIDPressure: `${STATUS}.pid_pressure`,
  OutOfDisk: `${STATUS}.out_of_disk`,
} as const;

export const stateNode = metricset(StateNode, (fields, { at }, minute) => {
  const name = fields['kubernetes.node.name'];
  if (!name) return;
  rememberAllocatable(name, fields, minute);
  const problems = problemsOf(fields);
  for (const type of problems) minute.problems.has('host.problems', name, type, { 'host.name': name });
  for (const type of [...Object.keys(PRESSURES), 'NotReady']) {
    const trouble = problems.includes(type) ? type : undefined;
    const since = minute.troubles.note(shortKey('node', name, type), trouble, at);
    if (since?.isNews) tellNode(name, type, since.at, minute);
  }
});

function problemsOf(fields: StateNode): string[] {
  const pressures = Object.entries(PRESSURES).flatMap(([type, field]) =>
    fields[field] === 'true' ? [type] : [],
  );
  const ready = fields[`${STATUS}.ready`];
  return ready !== undefined && ready !== 'true' ? [...pressures, 'NotReady'] : pressures;
}

function tellNode(node: string, type: string, at: number, minute: Minute): void {
  const isLost = type === 'NotReady';
  minute.tell({
    identity: [node, type, at],
    at,
    dataset: 'kubernetes.state',
    service: 'kubernetes',
    about: node,
    text: `node ${node} ${isLost ? 'is not ready' : `is under pressure (${type})`}`,
    told: {
      level: isLost ? 'error' : 'warn',
      code: isLost ? 'NodeNotReady' : type,
      fields: {
        'service.name': 'kubernetes',
        'error.type': type,
        'host.name': node,
        'kubernetes.node.name': node,
      },
    },
  });
}
