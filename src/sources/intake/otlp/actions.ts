import type { EventFields, Level } from '../../../core/event.ts';
import { fieldsIn } from './about.ts';
import type { Span } from './shapes.ts';
import { type Texts, textsOf } from './values.ts';

/** What a span measures, as an event tells it. */
export interface Action {
  text: string;
  level: Level;
  code?: string;
  fields: EventFields;
}

/** `SpanKind` of who answers; who asks (CLIENT, PRODUCER) is counted where it is answered. */
const SERVER = 2;
const CONSUMER = 5;
/** `StatusCode` */
const ERROR = 2;
const NAME = 200;

/** Undefined for a span that measures a part of something: a query, a call of another service, a function. */
export function actionOf(span: Span): Action | undefined {
  const attributes = textsOf(span.attributes);
  if (span.kind === SERVER || span.kind === CONSUMER) return request(span, attributes);
  if (span.name === 'documentLoad') return pageLoad(attributes);
  return (attributes.event_type ?? span.name) === 'click' ? click(attributes) : undefined;
}

/** What has no HTTP status (a message taken from a queue, an RPC) failed if its span says so: then it counts as a 500, else as a 200. */
function request(span: Span, attributes: Texts): Action {
  const { 'http.request.method': method, 'http.route': route, ...others } = fieldsIn(attributes);
  const path = pathIn(attributes);
  const told = Number(attributes['http.response.status_code'] ?? attributes['http.status_code']);
  const status = isStatus(told) ? told : statusOf(span);
  const endpoint = route ?? (path ? undefined : span.name.slice(0, NAME));
  return {
    text: [method, route ?? path ?? span.name, status].filter(Boolean).join(' '),
    level: levelOf(status),
    fields: {
      ...others,
      ...(method && { 'http.request.method': method }),
      ...(path && { 'url.path': path }),
      ...(endpoint && { 'http.route': endpoint }),
      'http.response.status_code': status,
      'event.action': 'request',
    },
  };
}

function pageLoad(attributes: Texts): Action {
  const path = pathIn(attributes) ?? '/';
  const fields = { ...pageOf(attributes, path), 'event.action': 'page-load' };
  return { text: `page load ${path}`, level: 'info', code: 'PAGE-LOAD', fields };
}

function click(attributes: Texts): Action {
  const path = pathIn(attributes) ?? '/';
  const target = targetOf(attributes);
  const fields = { ...pageOf(attributes, path), 'click.target': target, 'event.action': 'click' };
  return { text: `click on ${target} at ${path}`, level: 'info', code: 'CLICK', fields };
}

function pageOf(attributes: Texts, path: string): EventFields {
  const route = attributes['http.route'];
  return { 'url.path': path, ...(route && { 'http.route': route }) };
}

/** What OpenTelemetry's user-interaction instrumentation says of an element: its tag, and an XPath that ends at the nearest id. */
function targetOf({
  target_element: element,
  target_xpath: xpath = '',
  'click.target': named,
}: Texts): string {
  const [, id, rest = ''] = /^\/\/\*\[@id="([^"]+)"\](.*)$/.exec(xpath) ?? [];
  const place = id ? `#${id}${rest}` : xpath;
  const target = named ?? [element?.toLowerCase(), place].filter(Boolean).join(' ');
  return target.slice(0, NAME) || 'unknown';
}

/** The newer names before the older. */
function pathIn(attributes: Texts): string | undefined {
  const { 'url.path': path, 'url.full': full, 'http.target': target, 'http.url': url } = attributes;
  const address = path ?? full ?? target ?? url ?? attributes['location.href'];
  return address ? URL.parse(address, 'http://localhost')?.pathname : undefined;
}

function isStatus(code: number): boolean {
  return Number.isInteger(code) && code >= 100 && code <= 599;
}

function statusOf({ status }: Span): number {
  return status.code === ERROR ? 500 : 200;
}

function levelOf(status: number): Level {
  if (status >= 500) return 'error';
  return status >= 400 ? 'warn' : 'info';
}
