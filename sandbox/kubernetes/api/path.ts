import { StatusError } from './status.ts';

/** What a path asks for. */
export interface Target {
  group: '' | 'metrics.k8s.io';
  resource: string;
  namespace?: string;
  name?: string;
}

const ROOTS = [
  { group: '', root: '/api/v1/' },
  { group: 'metrics.k8s.io', root: '/apis/metrics.k8s.io/v1beta1/' },
] as const;

/** `/api/v1/pods`, `/api/v1/namespaces/shop/pods`, `/api/v1/nodes/one`. */
export function targetOf(path: string): Target {
  const found = ROOTS.find(({ root }) => path.startsWith(root));
  if (!found) throw notFound();
  const parts = path.slice(found.root.length).split('/').map(decodeURIComponent);
  const [first = '', second, third, fourth] = parts;
  if (parts.length > 4 || parts.includes('')) throw notFound();
  const { group } = found;
  if (first === 'namespaces' && second && third)
    return { group, resource: third, namespace: second, ...(fourth && { name: fourth }) };
  return { group, resource: first, ...(second && { name: second }) };
}

export function notFound(): StatusError {
  return new StatusError(404, 'NotFound', 'the server could not find the requested resource');
}
