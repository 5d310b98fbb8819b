import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { SECOND } from '../../../src/core/time.ts';
import { KIND_OF, type KubeObject, type Stored } from '../kube-object.ts';
import { Selection, selectionOf } from './list.ts';
import type { Matches } from './selector.ts';
import { badRequest, expired, statusOf } from './status.ts';
import type { Change, ObjectStore } from './store.ts';

const WatchQuery = Selection.extend({
  resourceVersion: z.string().optional(),
  timeoutSeconds: z.coerce.number().int().min(0).default(1_800),
  allowWatchBookmarks: z.enum(['true', 'false', '1', '0']).default('false'),
});

/** Watches that are open. */
export interface Watches {
  open(resource: Stored, namespace: string | undefined, query: unknown, response: ServerResponse): void;
  count(): number;
  /** Breaks the connections, without a word. */
  drop(): void;
  /** Ends them as the API server does when it can not keep up: an `ERROR` with 410. */
  expire(): void;
}

type Send = (type: string, object: object) => void;

const BOOKMARK_EVERY = 60 * SECOND;
/** The last bookmark comes this long before the end. */
const BEFORE_END = 2 * SECOND;

export function createWatches(store: ObjectStore): Watches {
  const open = new Map<ServerResponse, Send>();

  function begin(response: ServerResponse): Send {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    const send: Send = (type, object) => {
      if (!response.writableEnded) response.write(`${JSON.stringify({ type, object })}\n`);
    };
    open.set(response, send);
    return send;
  }

  function end(response: ServerResponse): void {
    open.delete(response);
    response.end();
  }

  return {
    open: (resource, namespace, query, response) => {
      const asked = WatchQuery.safeParse(query);
      if (!asked.success) throw badRequest(`invalid watch options: ${z.prettifyError(asked.error)}`);
      const { resourceVersion: from, timeoutSeconds, allowWatchBookmarks } = asked.data;
      const matches = selectionOf(resource, namespace, asked.data);
      const missed = missedSince(from, store, resource);
      const send = begin(response);
      if (!missed) {
        send('ERROR', tooOld(from, store));
        return end(response);
      }
      const onChange = (change: Change) => {
        if (change.resource === resource) sendChange(change, matches, send);
      };
      for (const change of missed) onChange(change);
      store.changes.on('change', onChange);
      const mark = () => send('BOOKMARK', bookmark(resource, store.version()));
      const timers = [setTimeout(() => end(response), timeoutSeconds * SECOND)];
      const last = timeoutSeconds * SECOND - BEFORE_END;
      if (['true', '1'].includes(allowWatchBookmarks)) {
        timers.push(setInterval(mark, BOOKMARK_EVERY));
        if (last > 0) timers.push(setTimeout(mark, last));
      }
      response.on('close', () => {
        for (const timer of timers) clearTimeout(timer);
        store.changes.off('change', onChange);
        open.delete(response);
      });
    },
    count: () => open.size,
    drop: () => {
      for (const response of open.keys()) response.destroy();
    },
    expire: () => {
      for (const [response, send] of open) {
        send('ERROR', tooOld(undefined, store));
        end(response);
      }
    },
  };
}

/** Without a version, what is there counts as added. Undefined where it is too old. */
function missedSince(from: string | undefined, store: ObjectStore, resource: Stored): Change[] | undefined {
  if (from && !/^\d+$/.test(from)) throw badRequest(`invalid resource version "${from}"`);
  if (from && from !== '0') return store.since(Number(from));
  return store.all(resource).map((after) => ({
    version: Number(after.metadata.resourceVersion),
    resource,
    before: undefined,
    after,
  }));
}

function sendChange({ resource, before, after }: Change, matches: Matches, send: Send): void {
  const was = before !== undefined && matches(before);
  const is = after !== undefined && matches(after);
  if (is) send(was ? 'MODIFIED' : 'ADDED', typed(resource, after));
  else if (was) send('DELETED', typed(resource, after ?? before));
}

function typed(resource: Stored, object: KubeObject): object {
  return { kind: KIND_OF[resource], apiVersion: 'v1', ...object };
}

function bookmark(resource: Stored, version: number): object {
  const metadata = { resourceVersion: String(version), creationTimestamp: null };
  return { kind: KIND_OF[resource], apiVersion: 'v1', metadata };
}

function tooOld(from: string | undefined, store: ObjectStore): object {
  return statusOf(expired(`too old resource version: ${from ?? '1'} (${store.version()})`));
}
