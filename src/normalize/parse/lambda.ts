import { levelOfName } from '../level/level.ts';
import type { Format, Parsed } from './format.ts';
import { json } from './json.ts';

const PLATFORM = /^(?:(?:START|END|REPORT) RequestId: |INIT_(?:START|REPORT) |EXTENSION\s|TELEMETRY\s)/;
const REQUEST = /^\w+ RequestId: ([\da-f-]{36})/;
const REPORT_FIELD =
  /(Billed Duration|Init Duration|Duration|Memory Size|Max Memory Used|Status|Error Type): ([\w.]{1,100})/g;
const ID = '(?<id>[\\da-f]{8}-[\\da-f-]{27})';
const TIME = '(?<time>\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,12}Z)';
const TIMEOUT = new RegExp(`^${TIME} ${ID} Task timed out after (?<seconds>\\d+\\.\\d+) seconds`);
const NODE = new RegExp(`^${TIME}\\t(?<id>undefined|[\\da-f]{8}-[\\da-f-]{27})\\t(?<level>[A-Z]{4,5})\\t`);
const PYTHON = new RegExp(`^\\[(?<level>[A-Z]{4,8})\\]\\t${TIME}\\t(?:${ID})?\\t`);

const CRASH = /^(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection)\s{0,4}(?=\{)/;

/**
 * What AWS Lambda writes itself (`START`, `END`, `REPORT`, `INIT_REPORT`, `Task timed out after 3.00 seconds`, which is an error), and the
 * prefix that its Node.js and Python runtimes put before an application's own line.
 */
export const lambda: Format = {
  name: 'lambda',
  claims: (text) => {
    const first = text[0];
    if (first === '2') return text[10] === 'T' && text[23] === 'Z';
    return first === '[' ? text.slice(0, 12).includes(']\t') : PLATFORM.test(text.slice(0, 24));
  },
  parse: (text) => (PLATFORM.test(text) ? platform(text) : (timeout(text) ?? application(text))),
};

function platform(text: string): Parsed {
  const labels: Record<string, string> = {};
  for (const [, name, value] of text.slice(0, 2_000).matchAll(REPORT_FIELD)) {
    labels[`lambda.${name?.toLowerCase().replaceAll(' ', '_')}`] = value ?? '';
  }
  const request = REQUEST.exec(text)?.[1];
  if (request) labels['lambda.request_id'] = request;
  const duration = Number(labels['lambda.duration']);
  const failed = /^(?:timeout|error|failure)$/i.test(labels['lambda.status'] ?? '');
  return {
    level: failed ? 'error' : 'info',
    labels,
    fields: duration > 0 ? { 'event.duration': Math.round(duration * 1e6) } : {},
  };
}

function timeout(text: string): Parsed | undefined {
  const found = TIMEOUT.exec(text)?.groups;
  if (!found) return undefined;
  return {
    level: 'error',
    message: text.slice(text.indexOf('Task')),
    ...(found.time && { time: found.time }),
    fields: { 'event.duration': Math.round(Number(found.seconds) * 1e9), 'error.type': 'Timeout' },
    labels: { 'lambda.request_id': found.id ?? '' },
  };
}

function application(text: string): Parsed | undefined {
  const match = NODE.exec(text) ?? PYTHON.exec(text);
  const level = levelOfName(match?.groups?.level ?? '');
  if (!match?.groups || !level) return undefined;
  const { id, time } = match.groups;
  const message = text.slice(match[0].length);
  const inner = innerJson(message);
  return {
    message,
    ...(time && { time }),
    ...inner,
    level,
    labels: { ...inner?.labels, ...(id && id !== 'undefined' && { 'lambda.request_id': id }) },
  };
}

/** An application's own JSON, or what the runtime says of a crash; then what stands before the JSON stays in the message. */
function innerJson(message: string): Parsed | undefined {
  if (json.claims(message)) return json.parse(message);
  const crash = CRASH.exec(message)?.[0];
  const inner = crash && json.parse(message.slice(crash.length));
  return inner ? { ...inner, message } : undefined;
}
