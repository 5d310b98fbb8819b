import { z } from 'zod';
import { RejectedError, UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';
import { type Asked, wordsFor } from './resource.ts';

/** What the API server answers where it does not answer the question: a `Status`. */
const Status = z.object({ message: z.string().default(''), reason: z.string().optional() });

export interface Refusal {
  status: number;
  body?: string;
  retryAfter?: string | undefined;
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/;

/** An HTTP answer other than 200, in our words: whose fault it is, and what a person can do about it. */
export function faultOf(
  { status, body = '', retryAfter }: Refusal,
  asked: Asked,
): UpstreamError | RejectedError {
  const message = `${wordsFor(asked)}: ${messageOf(body) || `HTTP ${status}`}`;
  const rejected = (code: string, advice: string) => new RejectedError(code, message, advice);
  if (status === 401)
    return rejected(
      'K8S_UNAUTHORIZED',
      'The cluster does not know this token or certificate: give one that is valid, and see that it has not expired.',
    );
  if (status === 403)
    return rejected(
      'K8S_FORBIDDEN',
      `Allow sysmon to ${wordsFor(asked)}: the manifest is in docs/sources/kubernetes.md.`,
    );
  if (status === 410) return new UpstreamError('K8S_EXPIRED', message);
  if (status === 429) return new UpstreamError('K8S_THROTTLED', message, waitOf(retryAfter ?? '1'));
  if (status === 404)
    return rejected('K8S_NOT_FOUND', 'See that the address is that of a Kubernetes API server.');
  if (status >= 400 && status < 500)
    return rejected('K8S_REFUSED', 'The API server does not take this question: is it older than 1.25?');
  return new UpstreamError('K8S_UNAVAILABLE', message, waitOf(retryAfter));
}

/** No answer at all. */
export function faultOfConnection(error: unknown, asked: Asked): UpstreamError | RejectedError {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words = cause instanceof Error ? cause.message || code : String(cause);
  const message = `${wordsFor(asked)}: ${words}`;
  if (CERTIFICATE.test(code))
    return new RejectedError(
      'K8S_CERTIFICATE',
      message,
      "This is not a certificate we trust: set `caFile` to the cluster's own certificate authority.",
      { cause: error },
    );
  return new UpstreamError('K8S_UNAVAILABLE', message, { cause: error });
}

export function isCode(error: unknown, code: string): boolean {
  return (error instanceof UpstreamError || error instanceof RejectedError) && error.code === code;
}

function messageOf(body: string): string {
  try {
    return Status.parse(JSON.parse(body)).message;
  } catch {
    return body.slice(0, 200);
  }
}

function waitOf(retryAfter: string | undefined): { retryAfter?: number } {
  const seconds = Number(retryAfter);
  return retryAfter && Number.isFinite(seconds) ? { retryAfter: seconds * SECOND } : {};
}
