import { z } from 'zod';
import { KIND_OF, type KubeObject, type Stored } from '../kube-object.ts';
import { fieldSelector, labelSelector, type Matches } from './selector.ts';
import { badRequest, expired } from './status.ts';
import type { ObjectStore } from './store.ts';

export const Selection = z.object({
  fieldSelector: z.string().optional(),
  labelSelector: z.string().optional(),
});

const ListQuery = Selection.extend({
  limit: z.coerce.number().int().min(0).default(0),
  continue: z.string().optional(),
  resourceVersion: z.string().optional(),
});

const Token = z.object({ v: z.literal('meta.k8s.io/v1'), rv: z.number(), start: z.number() });

/** Lists whose pages are being read: each shows the cluster as it was at its first page, until it is forgotten. */
export interface Lists {
  list(resource: Stored, namespace: string | undefined, query: unknown): object;
  /** Forgets them all, as the API server does after some minutes. */
  expire(): void;
}

const MOST_SNAPSHOTS = 20;

export function createLists(store: ObjectStore): Lists {
  const snapshots = new Map<string, KubeObject[]>();

  function keep(key: string, items: KubeObject[]): void {
    snapshots.set(key, items);
    const [oldest] = snapshots.keys();
    if (snapshots.size > MOST_SNAPSHOTS && oldest !== undefined) snapshots.delete(oldest);
  }

  return {
    list: (resource, namespace, query) => {
      const asked = ListQuery.safeParse(query);
      if (!asked.success) throw badRequest(`invalid list options: ${z.prettifyError(asked.error)}`);
      const { limit, continue: token, resourceVersion } = asked.data;
      if (token && resourceVersion)
        throw badRequest('specifying resource version is not allowed when using continue');
      const matches = selectionOf(resource, namespace, asked.data);
      const { rv, start } = token ? tokenOf(token) : { rv: store.version(), start: 0 };
      const key = `${resource}/${namespace ?? ''}@${rv}`;
      const all = token ? snapshots.get(key) : store.all(resource).filter(matches);
      if (!all)
        throw expired(
          'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.',
        );
      const end = limit > 0 ? Math.min(start + limit, all.length) : all.length;
      const left = all.length - end;
      if (left > 0) keep(key, all);
      const isSelected = Boolean(asked.data.fieldSelector || asked.data.labelSelector);
      const more = { continue: tokenText(rv, end), ...(isSelected ? {} : { remainingItemCount: left }) };
      const metadata = { resourceVersion: String(rv), ...(left > 0 && more) };
      return { kind: `${KIND_OF[resource]}List`, apiVersion: 'v1', metadata, items: all.slice(start, end) };
    },
    expire: () => snapshots.clear(),
  };
}

export function selectionOf(
  resource: Stored,
  namespace: string | undefined,
  { fieldSelector: fields, labelSelector: labels }: z.infer<typeof Selection>,
): Matches {
  const byField = fieldSelector(fields, resource);
  const byLabel = labelSelector(labels);
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    byField(object) &&
    byLabel(object);
}

function tokenText(rv: number, start: number): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv, start })).toString('base64url');
}

function tokenOf(text: string): z.infer<typeof Token> {
  try {
    return Token.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw badRequest('continue key is not valid: illegal base64 data');
  }
}
