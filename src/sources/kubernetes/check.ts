import { RejectedError } from '../../core/errors.ts';
import { type Clock, MINUTE, SECOND } from '../../core/time.ts';
import type { Ask } from './client.ts';
import { isCode } from './fault.ts';
import {
  type Asked,
  EVENTS,
  NODE_METRICS,
  NODES,
  POD_METRICS,
  PODS,
  selection,
  wordsFor,
} from './resource.ts';
import { type KubernetesSettings, scopesOf } from './settings.ts';

const MOST_SKEW = MINUTE;
/** No object has such a name, so that the watch is silent and soon over. */
const NOTHING_TO_WATCH = { watch: 'true', timeoutSeconds: '1', fieldSelector: 'metadata.name=-' };

/** Asks each question once, as small as it can be, and rejects with everything that a person has to mend. */
export async function check(
  ask: Ask,
  settings: KubernetesSettings,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const tries = questions(settings).map((asked) =>
    faultIn(() => tryOut(asked, ask, settings, clock, signal)),
  );
  const found = (await Promise.all(tries)).filter((fault) => fault !== undefined);
  const faults = found.filter((fault) => isCode(fault, 'K8S_FORBIDDEN'));
  const [first, ...others] = faults.length > 0 ? faults : found.slice(0, 1);
  if (!first) return;
  if (others.length === 0) throw first;
  const message = faults.map((fault) => fault.message).join('; ');
  throw new RejectedError(first.code, message, faults.map(({ advice }) => advice.split(':')[0]).join('. '));
}

function questions(settings: KubernetesSettings): Asked[] {
  const scopes = scopesOf(settings);
  const { nodes, metrics } = settings;
  return [
    ...scopes.flatMap((namespace) =>
      [PODS, EVENTS].flatMap((resource) => [
        { verb: 'list', resource, namespace } as const,
        { verb: 'watch', resource, namespace } as const,
      ]),
    ),
    ...(nodes ? [{ verb: 'list', resource: NODES } as const] : []),
    ...(metrics
      ? scopes.map((namespace) => ({ verb: 'list', resource: POD_METRICS, namespace }) as const)
      : []),
    ...(metrics && nodes ? [{ verb: 'list', resource: NODE_METRICS } as const] : []),
  ];
}

async function tryOut(
  asked: Asked,
  ask: Ask,
  settings: KubernetesSettings,
  clock: Clock,
  signal: AbortSignal,
) {
  const query = asked.verb === 'watch' ? NOTHING_TO_WATCH : { ...selection(asked, settings), limit: '1' };
  try {
    const { at } = await ask(asked, query, signal);
    if (at !== undefined) checkClock(at - clock.now());
  } catch (error) {
    if (asked.resource.group === '' || isCode(error, 'K8S_FORBIDDEN')) throw error;
    if (!isCode(error, 'K8S_NOT_FOUND') && !isCode(error, 'K8S_UNAVAILABLE')) throw error;
    throw new RejectedError(
      'K8S_NO_METRICS',
      `${wordsFor(asked)}: the metrics API does not answer; all but CPU and memory is read`,
      'Install the metrics server in the cluster, or set `metrics: false`.',
      { cause: error },
    );
  }
}

function checkClock(skew: number): void {
  if (Math.abs(skew) < MOST_SKEW) return;
  const seconds = Math.round(Math.abs(skew) / SECOND);
  throw new RejectedError(
    'K8S_CLOCK',
    `the cluster's clock is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} ours`,
    'Set both clocks by NTP: until then what happens shows at another time than it did.',
  );
}

async function faultIn(work: () => Promise<void>): Promise<RejectedError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof RejectedError) return error;
    throw error;
  }
}
