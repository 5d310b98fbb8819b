import { setImmediate } from 'node:timers/promises';
import { JSONParser } from '@streamparser/json';
import { RejectedError } from '../../core/errors.ts';
import type { IntakeRequest } from '../../core/intake.ts';

const MEGABYTE = 1_048_576;
/** `JSON.parse` takes 8 ms for so much. */
const AT_ONCE = MEGABYTE;
const STEP = 65_536;
/** What is larger comes as lines, or as protobuf, which are read bit by bit. */
const LARGEST = 16 * MEGABYTE;
/** As objects it takes several times its size. */
const GROWTH = 4;

/** A JSON document; a long one is parsed bit by bit, slower but without holding anybody up. Throws a `RejectedError` if it is none, or too large. */
export async function parseDocument({ body, reserve }: IntakeRequest): Promise<unknown> {
  if (body.length > LARGEST)
    throw new RejectedError(
      'TOO_LARGE',
      'a JSON document may have 16 MB',
      'Send less in one request, or protobuf, or a JSON document a line.',
    );
  reserve(GROWTH * body.length);
  try {
    return body.length <= AT_ONCE ? JSON.parse(body.toString()) : await parseInSteps(body);
  } catch (error) {
    throw new RejectedError('MALFORMED', 'the body is not JSON', 'Send a JSON document.', { cause: error });
  }
}

async function parseInSteps(body: Buffer): Promise<unknown> {
  let document: unknown;
  const parser = new JSONParser({ paths: ['$'] });
  parser.onValue = ({ value }) => {
    document = value;
  };
  for (let next = 0; next < body.length; next += STEP) {
    parser.write(body.subarray(next, next + STEP));
    await setImmediate();
  }
  if (!parser.isEnded) throw new SyntaxError('it ends too early');
  return document;
}
