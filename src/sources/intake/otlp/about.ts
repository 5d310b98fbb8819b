import type { EventFields, LogEvent } from '../../../core/event.ts';
import type { Texts } from './values.ts';

type TextField = {
  [F in keyof EventFields]-?: LogEvent[F] extends string | undefined ? F : never;
}[keyof EventFields];

/** OpenTelemetry's names that ECS has others for, or that are the same; the older name after the newer. */
const FIELDS: Readonly<Record<string, TextField>> = {
  'host.name': 'host.name',
  'container.id': 'container.id',
  'container.name': 'container.name',
  'k8s.container.name': 'container.name',
  'k8s.namespace.name': 'kubernetes.namespace',
  'k8s.pod.name': 'kubernetes.pod.name',
  'k8s.node.name': 'kubernetes.node.name',
  'cloud.region': 'cloud.region',
  'cloud.account.id': 'cloud.account.id',
  'log.file.path': 'log.file.path',
  'client.address': 'client.ip',
  'user.name': 'user.name',
  'enduser.id': 'user.name',
  'http.method': 'http.request.method',
  'http.request.method': 'http.request.method',
  'http.route': 'http.route',
  'url.path': 'url.path',
  'exception.type': 'error.type',
  'exception.message': 'error.message',
  'exception.stacktrace': 'error.stack_trace',
};

/** What of a resource is kept with each event beside its fields; the rest (SDK, runtime, operating system) is not. */
const KEPT = [
  'service.version',
  'service.namespace',
  'service.instance.id',
  'deployment.environment.name',
  'deployment.environment',
];
const MOST_LABELS = 64;
const LABEL_NAME = 200;

/** The attributes that are fields of an event. */
export function fieldsIn(attributes: Texts): EventFields {
  const fields: EventFields = {};
  for (const [name, text] of Object.entries(attributes)) {
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (field && text !== '') fields[field] = text;
  }
  return fields;
}

/** All others. */
export function labelsIn(attributes: Texts): Record<string, string> {
  const others = Object.entries(attributes).filter(
    ([name, text]) => text !== '' && !Object.hasOwn(FIELDS, name),
  );
  return Object.fromEntries(
    others.slice(0, MOST_LABELS).map(([name, text]) => [name.slice(0, LABEL_NAME), text]),
  );
}

export function fieldsOfResource(resource: Texts): EventFields {
  const { 'service.name': service = '' } = resource;
  return { ...fieldsIn(resource), ...(isNamed(service) && { 'service.name': service }) };
}

export function labelsOfResource(resource: Texts): Record<string, string> {
  return Object.fromEntries(KEPT.flatMap((name) => (resource[name] ? [[name, resource[name]]] : [])));
}

/** An SDK that was not told the name of its service makes one up. */
function isNamed(service: string): boolean {
  return service !== '' && !/^unknown_service(?::|$)/.test(service);
}
