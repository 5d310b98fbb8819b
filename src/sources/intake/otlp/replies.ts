import type { IntakeHead, IntakeOutcome, IntakeProblem, IntakeReply } from '../../../core/intake.ts';
import { JSON_TYPE, PROTOBUF } from './read.ts';
import { message } from './wire.ts';

const RESPONSE = message('ExportResponse');
const STATUS = message('RpcStatus');

/** gRPC's code for each HTTP status that we answer. */
const CODES: Readonly<Record<IntakeProblem['status'], number>> = {
  400: 3,
  401: 16,
  413: 8,
  415: 3,
  429: 8,
  500: 13,
  503: 14,
};

/** `Export…ServiceResponse`; `rejectedName` is what JSON calls the count of the records that were refused. */
export function accepted(
  rejectedName: string,
  { contentType }: Pick<IntakeHead, 'contentType'>,
  { refused, fault = '' }: IntakeOutcome,
): IntakeReply {
  if (refused === 0) return { contentType, body: contentType === PROTOBUF ? Buffer.alloc(0) : '{}' };
  const errorMessage = `${refused} refused, for example: ${fault}`;
  const partialSuccess =
    contentType === PROTOBUF
      ? { rejected: refused, errorMessage }
      : { [rejectedName]: String(refused), errorMessage };
  return { contentType, body: written({ partialSuccess }, contentType, RESPONSE) };
}

/** `google.rpc.Status`, in the encoding of the request. */
export function refused(
  { contentType }: Pick<IntakeHead, 'contentType'>,
  { status, message: said }: IntakeProblem,
): IntakeReply {
  const type = contentType === PROTOBUF ? PROTOBUF : JSON_TYPE;
  return { contentType: type, body: written({ code: CODES[status], message: said }, type, STATUS) };
}

function written(value: object, contentType: string, { encode }: typeof STATUS): string | Buffer {
  return contentType === PROTOBUF ? encode(value) : JSON.stringify(value);
}
