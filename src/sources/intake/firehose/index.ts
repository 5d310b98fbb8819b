import { RejectedError } from '../../../core/errors.ts';
import type { IntakeHead, IntakePiece, IntakeProtocol, IntakeRequest } from '../../../core/intake.ts';
import { rawEvent } from '../../cloudwatch-logs/event.ts';
import { createSequence } from '../identity.ts';
import { eventOfLine } from '../lines/line.ts';
import { linesOf } from '../lines/text.ts';
import { inSlices } from '../slices.ts';
import { originOf, type PolledLogs } from './origins.ts';
import { CommonAttributes, Delivery, Subscription } from './shapes.ts';

const REQUEST_ID = 'x-amz-firehose-request-id';
const SOURCE_ARN = 'x-amz-firehose-source-arn';

/**
 * Amazon Data Firehose's HTTP endpoint delivery: what a subscription filter of CloudWatch Logs sends, or lines of any other kind. Firehose takes
 * nothing but a 200 for stored, and sends the rest again.
 */
export function firehose(polled: readonly PolledLogs[]): IntakeProtocol {
  const answer = ({ headers, receivedAt }: Omit<IntakeHead, 'sender'>, errorMessage?: string) => ({
    contentType: 'application/json',
    body: JSON.stringify({ requestId: headers[REQUEST_ID] ?? '', timestamp: receivedAt, errorMessage }),
  });
  return {
    path: '/intake/firehose',
    read: (request) => read(request, polled),
    accepted: (head) => answer(head),
    refused: (head, { message }) => answer(head, message),
  };
}

async function* read(request: IntakeRequest, polled: readonly PolledLogs[]): AsyncGenerator<IntakePiece> {
  const { requestId, records } = parse(request.body);
  const count = createSequence();
  for (const [index, { data }] of records.entries()) {
    const record = await inflated(Buffer.from(data, 'base64'), request);
    const subscription = subscriptionIn(record);
    if (subscription?.messageType === 'CONTROL_MESSAGE') continue;
    const events = subscription
      ? pushed(subscription, request, polled)
      : lines(record, { key: `${requestId}/${index}`, service: serviceIn(request) }, request, count);
    for await (const slice of inSlices(events)) yield { events: slice, points: [], refused: 0, ignored: 0 };
  }
}

function parse(body: Buffer): Delivery {
  try {
    return Delivery.parse(JSON.parse(body.toString()));
  } catch (error) {
    const advice = 'Point a delivery stream of Amazon Data Firehose here; JSON lines go to /intake/json.';
    throw new RejectedError('MALFORMED', 'the body is no Firehose delivery', advice, { cause: error });
  }
}

/** CloudWatch compresses each record, whatever Firehose does with the whole. */
async function inflated(record: Buffer, { inflate }: IntakeRequest): Promise<Buffer> {
  return record[0] === 0x1f && record[1] === 0x8b ? inflate(record) : record;
}

function subscriptionIn(record: Buffer): Subscription | undefined {
  if (record[0] !== '{'.charCodeAt(0) || !record.includes('"messageType"')) return undefined;
  try {
    return Subscription.safeParse(JSON.parse(record.toString())).data;
  } catch {
    return undefined;
  }
}

function* pushed(
  { owner, logGroup: group, logStream, logEvents }: Subscription,
  { headers }: IntakeHead,
  polled: readonly PolledLogs[],
) {
  const origin = originOf({ account: owner, region: regionIn(headers[SOURCE_ARN]), group }, polled);
  for (const { id, timestamp, message } of logEvents)
    yield rawEvent({ eventId: id, logStreamName: logStream, timestamp, message }, origin);
}

function* lines(
  record: Buffer,
  { key, service }: { key: string; service: string },
  head: IntakeHead,
  count: (thing: string) => number,
) {
  const origin = { dataset: 'intake.firehose', service, key };
  let place = 0;
  for (const text of linesOf(record)) yield eventOfLine(text, place++, origin, head, count);
}

/** `arn:aws:firehose:eu-west-1:123456789012:deliverystream/logs` */
function regionIn(arn = ''): string | undefined {
  return arn.split(':')[3] || undefined;
}

/** As the delivery stream says in a common attribute, or the address in its query; else the sender's name. */
function serviceIn({ headers, query, sender }: IntakeHead): string {
  const header = headers['x-amz-firehose-common-attributes'];
  return serviceInHeader(header) || query.service || sender;
}

function serviceInHeader(header = '{}'): string | undefined {
  try {
    return CommonAttributes.safeParse(JSON.parse(header)).data?.commonAttributes.service;
  } catch {
    return undefined;
  }
}
