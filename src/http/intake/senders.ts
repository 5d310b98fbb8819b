import { createHash, timingSafeEqual } from 'node:crypto';
import { RejectedError } from '../../core/errors.ts';

/** Who may send, by name. */
export interface Sender {
  name: string;
  token: string;
}

type Headers = Readonly<Record<string, string | undefined>>;

const ADVICE =
  'Set INTAKE_TOKENS="name:token" for sysmon, and send the token as Authorization: Bearer, as Api-Key, or as the access key of Firehose.';

/** Finds whose token a request carries; throws a `RejectedError` where it is nobody's. */
export function createSenders(senders: readonly Sender[]): (headers: Headers) => string {
  const known = senders.map(({ name, token }) => ({ name, digest: digestOf(token) }));
  return (headers) => {
    const digest = digestOf(tokenIn(headers));
    // All of them are compared, so that the time it takes tells nothing.
    const [found] = known.filter((sender) => timingSafeEqual(sender.digest, digest));
    if (found) return found.name;
    const reason = senders.length === 0 ? 'no sender is set up' : 'the token is not known';
    throw new RejectedError('NO_SENDER', reason, ADVICE);
  };
}

function tokenIn(headers: Headers): string {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return bearer ?? headers['api-key'] ?? headers['x-amz-firehose-access-key'] ?? '';
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
