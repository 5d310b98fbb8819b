import type { KubeObject, Stored } from '../kube-object.ts';
import { badRequest } from './status.ts';

export type Matches = (object: KubeObject) => boolean;

/** The fields each kind can be selected by; the real API server refuses all others as well. */
const FIELDS: Readonly<Record<Stored, readonly string[]>> = {
  pods: ['spec.nodeName', 'status.phase', 'spec.restartPolicy', 'spec.serviceAccountName'],
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase'],
  events: ['involvedObject.kind', 'involvedObject.name', 'involvedObject.namespace', 'involvedObject.uid', 'reason', 'type'],
}; // biome-ignore format: a table to read
const EVERYWHERE = ['metadata.name', 'metadata.namespace'];

/** `type=Warning,metadata.namespace!=kube-system` */
export function fieldSelector(text: string | undefined, resource: Stored): Matches {
  const terms = termsOf(text).map(({ field, isNot, value }) => {
    if (![...EVERYWHERE, ...FIELDS[resource]].includes(field))
      throw badRequest(
        `Unable to find "/v1, Resource=${resource}" that match field selector "${text}": field label not supported: ${field}`,
      );
    return (object: KubeObject) => (valueAt(object, field) === value) !== isNot;
  });
  return (object) => terms.every((matches) => matches(object));
}

/** Only `=`, `==` and `!=`; sets are not needed here. */
export function labelSelector(text: string | undefined): Matches {
  const terms = termsOf(text);
  return ({ metadata: { labels = {} } }) =>
    terms.every(({ field, isNot, value }) => (labels[field] === value) !== isNot);
}

function termsOf(text: string | undefined) {
  if (!text) return [];
  return text.split(',').map((term) => {
    const [, field, operator, value = ''] = /^([^!=]+)(==|=|!=)([^=]*)$/.exec(term) ?? [];
    if (!field) throw badRequest(`unable to parse requirement: invalid selector: '${term}'`);
    return { field, isNot: operator === '!=', value };
  });
}

function valueAt(object: KubeObject, path: string): string {
  let value: unknown = object;
  for (const part of path.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  return value === undefined ? '' : String(value);
}
