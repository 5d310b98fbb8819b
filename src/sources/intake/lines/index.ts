import { RejectedError } from '../../../core/errors.ts';
import type {
  IntakeOutcome,
  IntakePiece,
  IntakeProblem,
  IntakeProtocol,
  IntakeRequest,
} from '../../../core/intake.ts';
import { createSequence } from '../identity.ts';
import { parseDocument } from '../json-document.ts';
import { inSlices } from '../slices.ts';
import { eventOfLine } from './line.ts';
import { lineEndsIn, linesOf } from './text.ts';

const JSON_TYPE = 'application/json';
const LINES = ['application/x-ndjson', 'application/jsonl', 'text/plain'];
const MOST = 100_000;

/** Log lines: JSON, a document a line or an array of them, or plain text. */
export function lines(): IntakeProtocol {
  const answer = (body: object) => ({ contentType: JSON_TYPE, body: JSON.stringify(body) });
  return {
    path: '/intake/json',
    read,
    accepted: (_, { stored }: IntakeOutcome) => answer({ stored }),
    refused: (_, { message }: IntakeProblem) => answer({ error: message }),
  };
}

async function* read(request: IntakeRequest): AsyncGenerator<IntakePiece> {
  const { query, sender, headers } = request;
  const service = query.service || sender;
  const origin = { dataset: 'intake.json', service, key: headers['idempotency-key'] };
  const count = createSequence();
  let place = 0;
  for await (const slice of inSlices(await textsIn(request))) {
    const events = slice.map((text) => eventOfLine(text, place++, origin, request, count));
    yield { events, points: [], refused: 0, ignored: 0 };
  }
}

async function textsIn(request: IntakeRequest): Promise<Iterable<string>> {
  const { contentType, body } = request;
  if (LINES.includes(contentType)) return fewLines(body);
  if (contentType !== JSON_TYPE)
    throw new RejectedError(
      'UNSUPPORTED',
      `${contentType || 'no content type'} is none that is read here`,
      `Set the content type: ${LINES.join(', ')}, or ${JSON_TYPE} for an array.`,
    );
  if (!startsAnArray(body)) return fewLines(body);
  const documents = (await parseDocument(request)) as unknown[];
  refuseTooMany(documents.length);
  return documents.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

function fewLines(body: Buffer): Iterable<string> {
  refuseTooMany(lineEndsIn(body));
  return linesOf(body);
}

/** Before any is stored. */
function refuseTooMany(count: number): void {
  if (count > MOST)
    throw new RejectedError('TOO_LARGE', `more than ${MOST} lines`, 'Send fewer in one request.');
}

/** Many senders call lines of JSON `application/json`. */
function startsAnArray(body: Buffer): boolean {
  return body.subarray(0, 100).toString().trimStart().startsWith('[');
}
