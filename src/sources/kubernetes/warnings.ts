import type { EventFields, Level, RawEvent } from '../../core/event.ts';
import type { Warning } from './objects/warning.ts';
import { eventOf, type Place } from './origin.ts';
import { serviceOfName } from './service.ts';

/** These say that something does not work; the others that it may not. */
const ERRORS =
  /^(Failed.*|BackOff|CrashLoopBackOff|OOMKilling|SystemOOM|Evicted|EvictionThresholdMet|NodeNotReady|BackoffLimitExceeded|DeadlineExceeded|InvalidDiskCapacity|ErrImage.*)$/;
const WARNINGS = [
  'FailedScheduling',
  'FailedMount',
  'FailedAttachVolume',
  'FailedToUpdateEndpoint',
  'FailedGetScale',
];
/** `spec.containers{app}` */
const CONTAINER = /\{([^}]+)\}$/;

/** A warning of Kubernetes itself. Each further count of it is an event of its own, for it happened again. */
export function eventOfWarning(
  warning: Warning,
  find: (key: string) => string | undefined,
  place: Place,
): RawEvent | undefined {
  const { uid, count, at, about, reason = 'Warning', message = '' } = warning;
  if (at === undefined) return undefined;
  const service =
    find(about.uid ?? '') ?? find(`${about.namespace}/${about.kind}/${about.name}`) ?? serviceOfName(about);
  const subject = `${(about.kind ?? 'object').toLowerCase()} ${about.name ?? ''}`.trim();
  return eventOf(
    {
      identity: [uid, count, at],
      at,
      dataset: 'kubernetes.event',
      service,
      about: `${about.namespace ?? ''}/${about.name ?? ''}`,
      text: `${subject}: ${reason}: ${message.trim()}${count > 1 ? ` (${count} times)` : ''}`,
      told: {
        level: levelOf(reason),
        code: reason,
        fields: { 'service.name': service, 'error.type': reason, ...fieldsOf(warning) },
      },
    },
    place,
  );
}

function levelOf(reason: string): Level {
  return ERRORS.test(reason) && !WARNINGS.includes(reason) ? 'error' : 'warn';
}

function fieldsOf({ about, source }: Warning): EventFields {
  const node = about.kind === 'Node' ? about.name : (source?.host ?? undefined);
  const container = CONTAINER.exec(about.fieldPath ?? '')?.[1];
  return {
    ...(about.namespace && about.kind !== 'Node' && { 'kubernetes.namespace': about.namespace }),
    ...(about.kind === 'Pod' && about.name && { 'kubernetes.pod.name': about.name }),
    ...(node && { 'kubernetes.node.name': node, 'host.name': node }),
    ...(container && { 'container.name': container }),
  };
}
