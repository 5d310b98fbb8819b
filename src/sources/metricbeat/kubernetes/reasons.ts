export const CRASH_LOOP = 'CrashLoopBackOff';

/** What kubelet says while it can't get an image: the two take turns. */
const IMAGE = [
  'errimagepull',
  'imagepullbackoff',
  'invalidimagename',
  'errimageneverpull',
  'registryunavailable',
];

/** Why a container waits, where that is a problem; it is none while it is being made. Versions spell the reasons differently. */
export function waitingProblem(reason: string | undefined): string | undefined {
  const small = reason?.toLowerCase() ?? '';
  if (IMAGE.includes(small)) return 'ImagePullBackOff';
  if (small === CRASH_LOOP.toLowerCase()) return CRASH_LOOP;
  return small.endsWith('error') ? reason : undefined;
}

export function isSame(reason: string | undefined, other: string): boolean {
  return reason?.toLowerCase() === other.toLowerCase();
}
