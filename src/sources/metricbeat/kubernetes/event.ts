import { z } from 'zod';
import { Warning } from '../../kubernetes/objects/warning.ts';
import { eventOfWarning } from '../../kubernetes/warnings.ts';
import { Amount, Text } from '../fields.ts';
import { metricset } from '../metricset.ts';

const EVENT = 'kubernetes.event';
const Event = z.object({
  [`${EVENT}.metadata.uid` as const]: Text,
  [`${EVENT}.metadata.namespace` as const]: Text,
  [`${EVENT}.type` as const]: Text,
  [`${EVENT}.reason` as const]: Text,
  [`${EVENT}.message` as const]: Text,
  [`${EVENT}.count` as const]: Amount,
  [`${EVENT}.timestamp.last_occurrence` as const]: Text,
  [`${EVENT}.involved_object.kind` as const]: Text,
  [`${EVENT}.involved_object.name` as const]: Text,
  [`${EVENT}.involved_object.uid` as const]: Text,
  [`${EVENT}.source.host` as const]: Text,
});

/** What Kubernetes itself warned of. Each further count of it is an event of its own, for it happened again. */
export const event = metricset(Event, (fields, { at }, minute) => {
  const uid = fields[`${EVENT}.metadata.uid`];
  if (!uid || fields[`${EVENT}.type`]?.toLowerCase() !== 'warning') return;
  const namespace = fields[`${EVENT}.metadata.namespace`];
  const warning = Warning.parse({
    metadata: { uid, namespace, creationTimestamp: new Date(at).toISOString() },
    involvedObject: {
      kind: fields[`${EVENT}.involved_object.kind`],
      name: fields[`${EVENT}.involved_object.name`],
      uid: fields[`${EVENT}.involved_object.uid`],
    },
    reason: fields[`${EVENT}.reason`],
    message: fields[`${EVENT}.message`],
    count: fields[`${EVENT}.count`],
    lastTimestamp: fields[`${EVENT}.timestamp.last_occurrence`],
    source: { host: fields[`${EVENT}.source.host`] },
  });
  const place = { source: minute.settings.name, cluster: minute.part };
  const told = eventOfWarning(warning, () => undefined, place);
  if (told) minute.keep(told);
});
