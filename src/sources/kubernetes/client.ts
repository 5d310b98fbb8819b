import { HttpMethod, IsomorphicFetchHttpLibrary, RequestContext } from '@kubernetes/client-node';
import { RejectedError } from '../../core/errors.ts';
import { type Instant, SECOND } from '../../core/time.ts';
import type { Access } from './access.ts';
import { faultOf, faultOfConnection } from './fault.ts';
import { type Asked, pathOf, type Query } from './resource.ts';

export interface Reply {
  body: unknown;
  /** When the API server answered, by its own clock. */
  at: Instant | undefined;
}

/** One request. Throws `UpstreamError` and `RejectedError`. */
export type Ask = (asked: Asked, query: Query, signal: AbortSignal) => Promise<Reply>;

const LONGEST = 30 * SECOND;

/**
 * Asks through the client's own transport and credentials, but takes the JSON as it is: the client's model of an object throws away a whole page for
 * one field that is not as it should be, and takes ten times as long.
 */
export function openClient({ config, server }: Access): Ask {
  const http = new IsomorphicFetchHttpLibrary();

  async function contextFor(asked: Asked, query: Query): Promise<RequestContext> {
    const context = new RequestContext(`${server}${pathOf(asked)}`, HttpMethod.GET);
    for (const [name, value] of Object.entries(query)) context.setQueryParam(name, value);
    context.setHeaderParam('Accept', 'application/json');
    try {
      await config.applySecurityAuthentication(context);
    } catch (error) {
      const advice = 'See that the kubeconfig works with kubectl on this machine, as this user.';
      const message = `the credentials can not be had: ${error instanceof Error ? error.message : error}`;
      throw new RejectedError('K8S_CREDENTIALS', message, advice, { cause: error });
    }
    return context;
  }

  return async (asked, query, signal) => {
    const context = await contextFor(asked, query);
    context.setSignal(AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]));
    try {
      const { httpStatusCode: status, headers, body } = await http.send(context).toPromise();
      const text = await body.text();
      if (status !== 200) throw faultOf({ status, body: text, retryAfter: headers['retry-after'] }, asked);
      return { body: asked.verb === 'list' ? JSON.parse(text) : text, at: timeOf(headers.date) };
    } catch (error) {
      signal.throwIfAborted();
      throw isOurs(error) ? error : faultOfConnection(error, asked);
    }
  };
}

function isOurs(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('K8S_');
}

function timeOf(date: string | undefined): Instant | undefined {
  const at = Date.parse(date ?? '');
  return Number.isNaN(at) ? undefined : at;
}
