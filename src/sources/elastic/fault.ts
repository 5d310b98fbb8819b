import { errors } from '@elastic/elasticsearch';
import { RejectedError, UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';

/** What was asked for: which indices, and the privilege that it takes. */
export interface Asked {
  indices: readonly string[];
  privilege: 'read' | 'view_index_metadata';
}

const THROTTLED = 'ELASTIC_THROTTLED';
const UNTRUSTED = /certificate|fingerprint|altname/i;

/** A failure of Elasticsearch in our words: whose fault it is, and what a person can do about it. Never holds a key or a password. */
export function faultOf(error: unknown, asked: Asked): unknown {
  if (error instanceof errors.ResponseError) return faultOfAnswer(error, asked);
  if (error instanceof errors.ProductNotSupportedError)
    return new RejectedError(
      'ELASTIC_REFUSED',
      'this is no Elasticsearch',
      'See that `url` is that of one.',
      {
        cause: error,
      },
    );
  if (!(error instanceof errors.ElasticsearchClientError)) return error;
  return unreachable(error);
}

export function isThrottled(error: unknown): boolean {
  return error instanceof UpstreamError && error.code === THROTTLED;
}

/** No answer at all. */
export function unreachable(error: unknown): RejectedError | UpstreamError {
  const reason = error instanceof Error ? error.message : String(error);
  if (UNTRUSTED.test(reason)) {
    const advice =
      'Set `caFile` or `caFingerprint`, and see that `url` names the host as its certificate does.';
    return new RejectedError('ELASTIC_CERTIFICATE', `the server is not trusted (${reason})`, advice, {
      cause: error,
    });
  }
  return new UpstreamError('ELASTIC_UNAVAILABLE', `Elasticsearch cannot be reached (${reason})`, {
    cause: error,
  });
}

function faultOfAnswer(error: errors.ResponseError, { indices, privilege }: Asked): Error {
  const { statusCode: status = 0, meta } = error;
  const reason = reasonOf(error);
  const rejected = (code: string, message: string, advice: string) =>
    new RejectedError(code, message, advice, { cause: error });
  if (status === 401)
    return rejected(
      'ELASTIC_UNAUTHORIZED',
      `Elasticsearch does not know us: ${reason}`,
      'The API key or password is wrong or has expired: make another.',
    );
  if (status === 403)
    return rejected(
      'ELASTIC_FORBIDDEN',
      `Elasticsearch refused us: ${reason}`,
      `Give the API key or user the index privileges \`read\` and \`view_index_metadata\` on ${indices.join(', ')} (\`${privilege}\` is missing).`,
    );
  const passing = { cause: error, ...waitOf(meta.headers?.['retry-after']) };
  if (status === 429)
    return new UpstreamError(THROTTLED, `Elasticsearch has too much to do: ${reason}`, passing);
  if (status >= 500 || status === 404)
    return new UpstreamError('ELASTIC_UNAVAILABLE', `Elasticsearch failed: ${reason}`, passing);
  return rejected(
    'ELASTIC_REFUSED',
    `Elasticsearch does not take the question: ${reason}`,
    `See that ${indices.join(', ')} have the mappings of Elastic's own templates, and that it is version 8 or 9.`,
  );
}

/** The cause behind the causes: "all shards failed" says nothing. */
function reasonOf({ body, message }: errors.ResponseError): string {
  const error = typeof body === 'object' ? body?.error : undefined;
  const [root] = error?.root_cause ?? [];
  return String(root?.reason ?? error?.reason ?? message).slice(0, 500);
}

function waitOf(retryAfter: unknown): { retryAfter?: number } {
  const seconds = Number(retryAfter);
  return retryAfter && Number.isFinite(seconds) ? { retryAfter: seconds * SECOND } : {};
}
