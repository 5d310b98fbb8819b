import { errors } from '@elastic/elasticsearch';
import { ConfigError, ConflictError, RejectedError, UpstreamError } from '../../core/errors.ts';
import { SECOND } from '../../core/time.ts';

export interface Fault {
  /** HTTP status, of the answer or of one item in it. */
  status: number;
  type: string;
  reason: string;
}

const ADVICE =
  'Check the ELASTICSEARCH_ settings, and that the key or user has the privileges listed in docs/elasticsearch.md.';

const UNTRUSTED = /certificate|fingerprint|altname/i;
const TRUST =
  'Check ELASTICSEARCH_CA_FILE or ELASTICSEARCH_CA_FINGERPRINT, and the host in ELASTICSEARCH_URL.';

/** By the error's type; what stands first wins. `cluster_block_exception` is a full disk or a frozen index, whatever its status. */
const PASSING: readonly [type: RegExp, code: string, sentence: string][] = [
  [/^cluster_block/, 'STORE_READ_ONLY', 'Elasticsearch takes no writes, most often since its disk is nearly full'],
  [/^validation_exception/, 'STORE_FULL', 'Elasticsearch has no room for another index'],
  [/^(es_rejected|circuit_breaking|too_many)/, 'STORE_BUSY', 'Elasticsearch has more to do than it can just now'],
  [/^(unavailable_shards|no_shard|index_not_found|index_closed)/, 'STORE_UNAVAILABLE', 'An index is not available'],
  [/^(master_not|not_master|node_closed|process_cluster)/, 'STORE_RESTARTING', 'Elasticsearch is starting or stopping'],
]; // biome-ignore format: a table to read

/** What a failure of Elasticsearch means to sysmon: passes, is refused, or is a fault of ours. Never holds a key, a password or an event. */
export function explainFailure(error: unknown): unknown {
  if (!(error instanceof errors.ElasticsearchClientError)) return error;
  const cause = withoutRequest(error);
  if (error instanceof errors.ResponseError) return explainFault(faultOf(error), cause) ?? cause;
  if (error instanceof errors.ProductNotSupportedError)
    return new RejectedError('STORE_REFUSED', 'This address is not an Elasticsearch.', ADVICE, { cause });
  if (error instanceof errors.ConfigurationError) return new ConfigError([error.message]);
  if (UNTRUSTED.test(error.message))
    return new RejectedError('STORE_REFUSED', `The server is not trusted (${error.message}).`, TRUST, {
      cause,
    });
  const [code, sentence] =
    error instanceof errors.TimeoutError
      ? ['STORE_SLOW', 'Elasticsearch took too long to answer.']
      : ['STORE_UNREACHABLE', `Elasticsearch can't be reached (${error.message}).`];
  return new UpstreamError(code, sentence, { cause, doubtful: true });
}

/** The client's error holds the whole request, events and all, where a log would find it. */
function withoutRequest(error: Error): Error {
  const plain = new Error(`${error.name}: ${error.message}`);
  if (error.stack) plain.stack = error.stack;
  return plain;
}

/** The same for one item of a bulk answer; undefined if it is none of these. */
export function explainFault({ status, type, reason }: Fault, cause?: Error): Error | undefined {
  const options = cause ? { cause } : {};
  if (status === 409) return new ConflictError(`The document moved on (${reason}).`, options);
  if (status === 401 || (status === 403 && !type.startsWith('cluster_block')))
    return new RejectedError('STORE_REFUSED', `Elasticsearch refused us: ${reason}`, ADVICE, options);
  const [, code, sentence] = PASSING.find(([pattern]) => pattern.test(type)) ?? passing(status);
  if (!code) return undefined;
  const doubtful = status >= 500;
  return new UpstreamError(code, `${sentence} (${reason}).`, {
    ...options,
    doubtful,
    ...(status === 429 && { retryAfter: 5 * SECOND }),
  });
}

function passing(status: number): [pattern: RegExp, code: string, sentence: string] | [] {
  if (status === 429) return [/^/, 'STORE_BUSY', 'Elasticsearch has more to do than it can just now'];
  return status >= 500 ? [/^/, 'STORE_FAILED', 'Elasticsearch failed'] : [];
}

function faultOf({ statusCode = 0, body, message }: errors.ResponseError): Fault {
  const cause = typeof body === 'object' ? body?.error : undefined;
  return { status: statusCode, type: cause?.type ?? '', reason: cause?.reason ?? message };
}
