import type { Alerts } from '../src/alerts/alerts.ts';
import { createWatch } from '../src/alerts/watch/watch.ts';
import type { Rule } from '../src/detect/rule.ts';
import { type Job, job } from './job.ts';

/** Judges what is new in the series. Verdicts are the same whoever runs it, and however often. */
export function detectJob(alerts: Alerts, rules: readonly Rule[]): Job {
  return job('detect', (_, { store, codes, clock, signal }) =>
    createWatch({ store, alerts, rules, clock, templateOf: codes.template })(signal),
  );
}
