import { Watch } from '@kubernetes/client-node';
import { z } from 'zod';
import { UpstreamError } from '../../../core/errors.ts';
import { SECOND } from '../../../core/time.ts';
import type { Access } from '../access.ts';
import { faultOf, faultOfConnection } from '../fault.ts';
import { type Asked, pathOf, type Query, wordsFor } from '../resource.ts';

/** How a watch ended that did not break: the version it began at is forgotten, or it was time. */
export type WatchEnd = 'expired' | 'closed';

export interface Watched {
  asked: Asked;
  query: Query;
  /** Where to begin. */
  version: string;
  /** An object that is new or changed; `version` is where to go on from, which a bookmark moves too. */
  onChange(object: unknown): void;
  onVersion(version: string): void;
}

/** The API server ends it then, with a bookmark just before. The client takes a silence of 30 s for a broken line. */
const LASTS = 25 * SECOND;

const Meta = z.object({ metadata: z.object({ resourceVersion: z.string() }) });
const Gone = z.object({ code: z.literal(410) });

/** Follows the changes of a list until the API server ends it, or `signal` is aborted. Throws `UpstreamError` and `RejectedError`. */
export async function watchOnce(access: Access, watched: Watched, signal: AbortSignal): Promise<WatchEnd> {
  const { asked, query, version } = watched;
  const watch = new Watch(access.config);
  const { promise, resolve, reject } = Promise.withResolvers<WatchEnd>();
  const stop = () => resolve('closed');
  signal.addEventListener('abort', stop, { once: true });
  let isExpired = false;
  const onEvent = (type: string, object: unknown) => {
    if (signal.aborted) return;
    if (type === 'ERROR') {
      isExpired = Gone.safeParse(object).success;
      if (!isExpired) reject(new UpstreamError('K8S_WATCH', `${wordsFor(asked)}: ${JSON.stringify(object)}`));
      return;
    }
    const meta = Meta.safeParse(object);
    if (meta.success) watched.onVersion(meta.data.metadata.resourceVersion);
    if (type === 'ADDED' || type === 'MODIFIED') watched.onChange(object);
  };
  const onDone = (error: unknown) => {
    const end = error && !isTimeout(error) ? faultOfWatch(error, asked) : undefined;
    if (!end) resolve(isExpired ? 'expired' : 'closed');
    else if (end.code === 'K8S_EXPIRED') resolve('expired');
    else reject(end);
  };
  const asking = {
    ...query,
    resourceVersion: version,
    allowWatchBookmarks: true,
    timeoutSeconds: LASTS / SECOND,
  };
  const opening = watch.watch(pathOf(asked), asking, onEvent, onDone).catch((error) => onDone(error));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    // The client gives the means to stop it only once it is connected.
    void opening.then((controller) => controller?.abort());
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function faultOfWatch(error: unknown, asked: Asked) {
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')
    return faultOf({ status: error.statusCode, body: error.message }, asked);
  return faultOfConnection(error, asked);
}
