import { MINUTE, SECOND } from '../../../core/time.ts';
import { Amount, Share, Text, Time } from '../fields.ts';
import { metricset } from '../metricset.ts';
import { thingOf } from '../minute/gauges.ts';
import { percentOfNode } from './node.ts';
import { containerLabels, OfPod, podOf } from './pod.ts';

const CPU = 'kubernetes.container.cpu.usage';
const MEMORY = 'kubernetes.container.memory';
const LONGEST_GAP = 10 * MINUTE;
const NANO = 1e-9;

const Container = OfPod.extend({
  'kubernetes.container.name': Text,
  'kubernetes.container.start_time': Time,
  [`${CPU}.limit.pct` as const]: Share,
  [`${CPU}.node.pct` as const]: Share,
  [`${CPU}.nanocores` as const]: Amount,
  [`${MEMORY}.workingset.limit.pct` as const]: Share,
  [`${MEMORY}.usage.limit.pct` as const]: Share,
  [`${MEMORY}.usage.node.pct` as const]: Share,
  [`${MEMORY}.workingset.bytes` as const]: Amount,
  [`${MEMORY}.usage.bytes` as const]: Amount,
});

/** What kubelet says of a container: of its limit, else of its node. */
export const container = metricset(Container, (fields, { at }, minute) => {
  const pod = podOf(fields);
  const name = fields['kubernetes.container.name'];
  if (!pod || !name) return;
  const { gauges, memory } = minute;
  const thing = thingOf(containerLabels(pod, name));
  gauges.presume('container.up', thing, 1);
  const startedAt = fields['kubernetes.container.start_time'];
  const uptime = startedAt === undefined ? undefined : Math.max(at - startedAt, 0) / SECOND;
  gauges.last('container.uptime', thing, uptime);
  const nanocores = fields[`${CPU}.nanocores`];
  const cores = nanocores === undefined ? undefined : nanocores * NANO;
  const cpu = fields[`${CPU}.limit.pct`] ?? fields[`${CPU}.node.pct`];
  gauges.mean('container.cpu.utilization', thing, cpu ?? percentOfNode('cores', cores, pod.node, memory));
  const bytes = fields[`${MEMORY}.workingset.bytes`] ?? fields[`${MEMORY}.usage.bytes`];
  const ofLimit = fields[`${MEMORY}.workingset.limit.pct`] ?? fields[`${MEMORY}.usage.limit.pct`];
  const share = ofLimit ?? fields[`${MEMORY}.usage.node.pct`];
  const used = share ?? percentOfNode('bytes', bytes, pod.node, memory);
  gauges.mean('container.memory.utilization', thing, used);
  gauges.mean('container.memory.usage', thing, bytes);
});

const PodUse = OfPod.extend({
  'kubernetes.pod.network.rx.bytes': Amount,
  'kubernetes.pod.network.tx.bytes': Amount,
});

/** The containers of a pod have one network together. */
export const pod = metricset(PodUse, (fields, _document, { counters }) => {
  const of = podOf(fields);
  if (!of) return;
  const thing = thingOf(containerLabels(of));
  const { 'kubernetes.pod.network.rx.bytes': received, 'kubernetes.pod.network.tx.bytes': sent } = fields;
  const options = { longest: LONGEST_GAP };
  counters.total('container.network.received', thing, of.id, received, options);
  counters.total('container.network.sent', thing, of.id, sent, options);
});
