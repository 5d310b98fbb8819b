import type { Queues } from '../../jobs/queue.ts';
import { JobRuns } from '../../jobs/run-log.ts';
import { Alert } from '../core/alert.ts';
import { UpstreamError } from '../core/errors.ts';
import { SourceState } from '../core/source-state.ts';
import { type Clock, SECOND } from '../core/time.ts';
import { asPrometheus, type Measurements } from '../http/metrics.ts';
import type { Probes } from '../http/server.ts';
import { collection } from '../store/collection.ts';
import type { Store } from '../store/store.ts';

export interface ProbeParts {
  store: Store;
  queues: Queues;
  clock: Clock;
  /** Undefined where this process has no bot. */
  isSlackConnected: (() => boolean) | undefined;
}

/** What `/readyz` and `/metrics` answer, from the documents that everyone shares. */
export function createProbes(parts: ProbeParts): Probes {
  const { store, isSlackConnected } = parts;
  return {
    ready: async () => {
      await store.ping();
      if (isSlackConnected?.() === false)
        throw new UpstreamError('SLACK_DISCONNECTED', 'Slack is not connected');
    },
    metrics: async () => asPrometheus(await measure(parts)),
  };
}

async function measure({ store, queues, clock, isSlackConnected }: ProbeParts): Promise<Measurements> {
  const { documents } = store;
  const [sources, jobs, alerts, lanes, deadLetters] = await Promise.all([
    collection(documents, 'source', SourceState).find({ where: { item: [true] } }),
    collection(documents, 'job', JobRuns).find(),
    collection(documents, 'alert', Alert).find({ where: { state: ['firing', 'acknowledged'] } }),
    queues.depth(),
    store.events.deadLetters(),
  ]);
  const now = clock.now();
  const states = ['firing', 'acknowledged'];
  return {
    sources: sources.map(({ id, data: { readUpTo, eventsRead, fault } }) => ({
      source: id,
      lagSeconds: readUpTo === undefined ? undefined : (now - readUpTo) / SECOND,
      events: eventsRead,
      failing: fault !== undefined,
    })),
    jobs: jobs.map(({ id, data: { ok, duration, lastEnd } }) => ({
      job: id,
      ok,
      durationSeconds: duration / SECOND,
      lastEndSeconds: lastEnd / SECOND,
    })),
    queues: lanes,
    alerts: states.map((state) => ({
      state,
      count: alerts.filter(({ data }) => data.state === state).length,
    })),
    deadLetters: deadLetters.count,
    slackConnected: isSlackConnected?.() ?? false,
  };
}
