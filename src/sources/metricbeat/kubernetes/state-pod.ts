import { formatDuration } from 'date-fns/formatDuration';
import { type Instant, MINUTE } from '../../../core/time.ts';
import { shortKey } from '../document.ts';
import { Text, Truth } from '../fields.ts';
import { metricset } from '../metricset.ts';
import { thingOf } from '../minute/gauges.ts';
import type { Minute } from '../minute/minute.ts';
import { tellChange } from './happenings.ts';
import { OfPod, type Pod, podLabels, podOf } from './pod.ts';

const StatePod = OfPod.extend({
  'kubernetes.pod.status.phase': Text,
  'kubernetes.pod.status.ready': Truth,
  'kubernetes.pod.status.scheduled': Truth,
  'kubernetes.pod.status.reason': Text,
});

/** A pod that did its work, or failed, is ready no more and has no figures. */
const ENDED = ['succeeded', 'failed'];

export const statePod = metricset(StatePod, (fields, { at }, minute) => {
  const pod = podOf(fields);
  const phase = fields['kubernetes.pod.status.phase']?.toLowerCase();
  const ready = fields['kubernetes.pod.status.ready'];
  if (!pod || !phase) return;
  if (!ENDED.includes(phase) && ready !== undefined)
    minute.gauges.last('pod.ready', thingOf(podLabels(pod)), Number(ready === 'true'));
  const trouble = troubleOf(phase, ready, fields['kubernetes.pod.status.reason']);
  const since = minute.troubles.note(shortKey(pod.id, 'pod'), trouble, at);
  if (trouble && since) tellTrouble(pod, trouble, since, at, minute);
});

function troubleOf(phase: string, ready: string | undefined, reason: string | undefined) {
  if (phase === 'failed') return reason ?? 'Failed';
  if (phase === 'pending') return 'Pending';
  return phase === 'running' && ready === 'false' ? 'NotReady' : undefined;
}

/** How long a trouble may last before it is a problem. */
function patienceFor(trouble: string, { settings }: Minute): number | undefined {
  if (trouble === 'Pending') return settings.pendingAfter;
  return trouble === 'NotReady' ? settings.notReadyAfter : undefined;
}

function tellTrouble(
  pod: Pod,
  type: string,
  since: { at: Instant; isNews: boolean },
  at: Instant,
  minute: Minute,
): void {
  const after = patienceFor(type, minute);
  const age = at - since.at;
  if (after === undefined ? age < minute.settings.recent : age >= after) hasProblem(pod, type, minute);
  if (after === undefined) {
    const text =
      type === 'Evicted' ? `was evicted${pod.node ? ` from node ${pod.node}` : ''}` : `failed (${type})`;
    if (since.isNews) tellChange(pod, { type, at: since.at, identity: [], text, level: 'error' }, minute);
    return;
  }
  // Its first document after that time may come in any of these minutes, and is told in each: it is one event.
  if (age < after || age >= after + minute.settings.late + MINUTE) return;
  const state = type === 'Pending' ? 'has been pending' : 'has not been ready';
  const text = `${state} for over ${formatDuration({ minutes: Math.round(after / MINUTE) })}`;
  tellChange(pod, { type, at: since.at + after, identity: [since.at], text, level: 'warn' }, minute);
}

function hasProblem(pod: Pod, type: string, { problems }: Minute): void {
  const labels = { 'service.name': pod.service, 'kubernetes.namespace': pod.namespace };
  problems.has('container.problems', pod.id, type, labels);
}
