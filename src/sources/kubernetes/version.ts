const NUMBER = /^\d+$/;

/**
 * Whether an object changed after a version of the cluster. Versions grow with each change, as Kubernetes promises from 1.35 on and etcd always
 * did. Where either is no number, it counts as newer: what is read twice is stored once.
 */
export function isNewer(version: string | undefined, after: string | undefined): boolean {
  if (!version || !after || !NUMBER.test(version) || !NUMBER.test(after)) return true;
  return BigInt(version) > BigInt(after);
}
