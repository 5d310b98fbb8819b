import type { z } from 'zod';
import { HOUR, type Instant, MINUTE } from '../../../core/time.ts';
import { shortKey } from '../document.ts';
import { Amount, Text, Time, Truth } from '../fields.ts';
import { metricset } from '../metricset.ts';
import { thingOf } from '../minute/gauges.ts';
import type { Minute } from '../minute/minute.ts';
import { tellChange } from './happenings.ts';
import { containerLabels, OfPod, type Pod, podOf } from './pod.ts';
import { CRASH_LOOP, isSame, waitingProblem } from './reasons.ts';

const StateContainer = OfPod.extend({
  'kubernetes.container.name': Text,
  'kubernetes.container.status.phase': Text,
  'kubernetes.container.status.ready': Truth,
  'kubernetes.container.status.reason': Text,
  'kubernetes.container.status.restarts': Amount,
  'kubernetes.container.status.last_terminated_reason': Text,
  'kubernetes.container.status.last_terminated_exitcode': Amount,
  'kubernetes.container.status.last_terminated_timestamp': Time,
});

/** A container as kube-state-metrics shows it. */
interface State {
  pod: Pod;
  container: string;
  phase: string | undefined;
  reason: string | undefined;
  restarts: number;
  end: End | undefined;
}

/** How it ended the last time. */
interface End {
  reason: string;
  exitCode: number | undefined;
  /** Where the version of kube-state-metrics says so. */
  at: Instant | undefined;
}

/** From the second restart on, a container that ended less than this ago is still in its crash loop: it may be up between two crashes. */
const SETTLED = 2 * MINUTE;
/** An end that is shown first so long after it was is no news any more. */
const LATE = HOUR;

export const stateContainer = metricset(StateContainer, (fields, { at }, minute) => {
  const state = stateOf(fields);
  if (!state) return;
  const { pod, container, phase } = state;
  const { counters, gauges } = minute;
  const thing = thingOf(containerLabels(pod, container));
  const isNew = !counters.isKnown('container.restarts', thing, pod.id);
  const restarts = fields['kubernetes.container.status.restarts'];
  counters.total('container.restarts', thing, pod.id, restarts, { sparse: true });
  if (!(phase === 'terminated' && isSame(state.end?.reason, 'Completed'))) {
    const ready = fields['kubernetes.container.status.ready'];
    gauges.last('container.up', thing, phase === undefined ? undefined : Number(phase === 'running'));
    gauges.last('container.healthy', thing, ready === undefined ? undefined : Number(ready === 'true'));
  }
  noteWaiting(state, at, minute);
  noteEnd(state, at, isNew, minute);
});

function stateOf(fields: z.infer<typeof StateContainer>): State | undefined {
  const pod = podOf(fields);
  const container = fields['kubernetes.container.name'];
  if (!pod || !container) return undefined;
  const phase = fields['kubernetes.container.status.phase']?.toLowerCase();
  const reason = fields['kubernetes.container.status.reason'];
  const restarts = fields['kubernetes.container.status.restarts'] ?? 0;
  const last = fields['kubernetes.container.status.last_terminated_reason'];
  const ended = phase === 'terminated' ? (reason ?? last) : last;
  const end = ended && {
    reason: ended,
    exitCode: fields['kubernetes.container.status.last_terminated_exitcode'],
    at: fields['kubernetes.container.status.last_terminated_timestamp'],
  };
  return { pod, container, phase, reason, restarts, end: end || undefined };
}

function noteWaiting(state: State, at: Instant, minute: Minute): void {
  const { pod, container, phase, reason, restarts, end } = state;
  const type = phase === 'waiting' ? waitingProblem(reason) : undefined;
  const key = shortKey(pod.id, container, 'waiting');
  const since = minute.troubles.note(key, type && `${type} ${restarts}`, at);
  if (type) hasProblem(type, state, minute);
  if (!type || !since?.isNews) return;
  const text = type === CRASH_LOOP ? loopWords(restarts, end) : `can not start, ${reason}`;
  tellChange(pod, { type, at: since.at, identity: [restarts], text, level: 'error', container }, minute);
}

/** The last end of a container is shown for as long as it lives. Where nobody says when it was, it was long ago if it was there at first. */
function noteEnd(state: State, at: Instant, isNew: boolean, minute: Minute): void {
  const { pod, container, phase, end, restarts } = state;
  const isBad = end && !isSame(end.reason, 'Completed') && end.exitCode !== 0;
  const which = isBad ? `${end.reason} ${end.at ?? restarts}` : undefined;
  const endedAt = end?.at ?? (isNew ? 0 : at);
  const since = minute.troubles.note(shortKey(pod.id, container, 'end'), which, at, endedAt);
  if (!isBad || !since) return;
  const age = at - since.at;
  const isKill = isSame(end.reason, 'OOMKilled');
  if (isKill && (age < minute.settings.recent || isLoop(state))) hasProblem('OOMKilled', state, minute);
  if (phase === 'running' && restarts > 1 && age < SETTLED) hasProblem(CRASH_LOOP, state, minute);
  if (!since.isNews || age > LATE) return;
  const type = isKill ? 'OOMKilled' : end.reason;
  const identity = ['end', end.at ?? restarts];
  tellChange(
    pod,
    { type, at: since.at, identity, text: endWords(isKill, end), level: 'error', container },
    minute,
  );
}

function isLoop({ phase, reason }: State): boolean {
  return phase === 'waiting' && isSame(reason, CRASH_LOOP);
}

function hasProblem(type: string, { pod, container }: State, { problems }: Minute): void {
  const labels = { 'service.name': pod.service, 'kubernetes.namespace': pod.namespace };
  problems.has('container.problems', `${pod.id}/${container}`, type, labels);
}

function loopWords(restarts: number, end: End | undefined): string {
  const times = restarts === 1 ? '1 restart' : `${restarts} restarts`;
  return `is in a crash loop: ${times}${end ? `, last ${endCode(end)}` : ''}`;
}

function endWords(isKill: boolean, end: End): string {
  if (!isKill) return `ended with ${endCode(end)}`;
  return `was killed, out of memory${end.exitCode === undefined ? '' : ` (exit code ${end.exitCode})`}`;
}

function endCode({ exitCode, reason }: End): string {
  return exitCode === undefined ? reason : `exit code ${exitCode} (${reason})`;
}
