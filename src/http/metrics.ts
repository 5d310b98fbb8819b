import { Gauge, Registry } from 'prom-client';

/** One reading of everything that `/metrics` shows; names follow Prometheus' conventions (base units, `_seconds`). */
export interface Measurements {
  sources: { source: string; lagSeconds: number | undefined; events: number; failing: boolean }[];
  jobs: { job: string; ok: boolean; durationSeconds: number; lastEndSeconds: number }[];
  queues: { lane: string; waiting: number; failed: number }[];
  alerts: { state: string; count: number }[];
  deadLetters: number;
  slackConnected: boolean;
}

/** Prometheus text, made anew at each scrape: nothing is counted in between. */
export async function asPrometheus(measured: Measurements): Promise<string> {
  const registry = new Registry();
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name: `sysmon_${name}`, help, labelNames, registers: [registry] });

  const lag = gauge('source_lag_seconds', 'How far the reading of a source is behind.', ['source']);
  const events = gauge('source_events', 'Events read from a source so far.', ['source']);
  const failing = gauge('source_failing', '1 while a source cannot be read.', ['source']);
  for (const one of measured.sources) {
    if (one.lagSeconds !== undefined) lag.set({ source: one.source }, one.lagSeconds);
    events.set({ source: one.source }, one.events);
    failing.set({ source: one.source }, Number(one.failing));
  }
  const ok = gauge('job_ok', '1 if the last run of a job succeeded.', ['job']);
  const duration = gauge('job_duration_seconds', 'Duration of the last run of a job.', ['job']);
  const end = gauge('job_last_run_timestamp_seconds', 'When a job last ended.', ['job']);
  for (const one of measured.jobs) {
    ok.set({ job: one.job }, Number(one.ok));
    duration.set({ job: one.job }, one.durationSeconds);
    end.set({ job: one.job }, one.lastEndSeconds);
  }
  const waiting = gauge('queue_waiting', 'Pieces of work that wait in a lane.', ['lane']);
  const failed = gauge('queue_failed', 'Pieces of work that failed for good in a lane.', ['lane']);
  for (const one of measured.queues) {
    waiting.set({ lane: one.lane }, one.waiting);
    failed.set({ lane: one.lane }, one.failed);
  }
  const alerts = gauge('alerts', 'Open alerts by state.', ['state']);
  for (const one of measured.alerts) alerts.set({ state: one.state }, one.count);
  gauge('dead_letters', 'Events that the store will not take, laid aside.').set(measured.deadLetters);
  gauge('slack_connected', '1 while Slack can reach sysmon.').set(Number(measured.slackConnected));
  return registry.metrics();
}
