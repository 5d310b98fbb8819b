import type { Finding } from '../../core/finding.ts';
import { seriesKey } from '../../core/series.ts';
import { bucketOf, type Clock, HOUR, MINUTE } from '../../core/time.ts';
import type { Rule } from '../../detect/rule.ts';
import { severityOf } from '../../detect/severity.ts';
import type { Store } from '../../store/store.ts';
import type { Alerts } from '../alerts.ts';
import { loadProgress } from '../progress.ts';
import { evidenceOf, type TemplateOf } from './evidence.ts';
import { type Horizon, openHorizon } from './horizon.ts';
import { judgeClosed, judgeOpen, type Report, type Task, tasksOf } from './judge.ts';
import { trackedOf } from './services.ts';

export interface WatchOptions {
  store: Store;
  alerts: Alerts;
  rules: readonly Rule[];
  clock: Clock;
  templateOf: TemplateOf;
}

/** Findings older than this (of history, after a long stop) page no one: they have taught the state what is usual, and that is all. */
const NEWS = HOUR;
/** Nothing found for so long before the end of the data: it is over, and a firing is never posted when it is. */
const OVER = 10 * MINUTE;

/** Feeds the series to the rules, from where each of them was, and the findings to the alerts. Any number may run at once. */
export function createWatch({ store, alerts, rules, clock, templateOf }: WatchOptions) {
  /** Of one series the newest finding is enough: it knows since when. */
  const reportUpTo =
    (end: number): Report =>
    async (findings) => {
      const since = Math.max(clock.now() - NEWS, end - OVER);
      const newest = new Map(findings.map((finding) => [seriesKey(finding.rule, finding.labels), finding]));
      for (const finding of newest.values()) if (finding.at >= since) await observe(finding);
    };

  async function observe(finding: Finding): Promise<void> {
    const codes = await evidenceOf(finding, store, templateOf);
    await alerts.observe(weighed(finding, codes[0]?.sample ?? ''), codes);
  }

  async function judge(
    rule: Rule,
    tasks: readonly Task[],
    horizon: Horizon,
    signal: AbortSignal,
  ): Promise<void> {
    for (const task of tasks) await judgeClosed(task, store, reportUpTo(task.window.to), signal);
    if (!rule.lasting || signal.aborted) return;
    const tracked = await loadProgress(store.documents, { rule: [rule.name] });
    const upToDate = tracked.filter(
      ({ service, position }) => position >= horizon.closedUpTo(service, position),
    );
    const end = bucketOf(clock.now(), MINUTE) + MINUTE;
    for (const task of tasksOf(rule, upToDate, () => end)) await judgeOpen(task, store, reportUpTo(end));
  }

  return async (signal: AbortSignal): Promise<void> => {
    const horizon = await openHorizon(store, clock);
    const saved = await loadProgress(store.documents);
    for (const [rule, tracked] of await trackedOf(rules, saved, horizon, store.series, clock)) {
      const tasks = tasksOf(rule, tracked, ({ service, position }) => horizon.closedUpTo(service, position));
      await judge(rule, tasks, horizon, signal);
    }
    if (!signal.aborted) await alerts.settle();
  };
}

/** What the message of a new error says decides how bad it is, beside its level and count. */
function weighed(finding: Finding, sample: string): Finding {
  if (finding.kind !== 'new_code' || finding.severity === 'severe') return finding;
  return { ...finding, severity: severityOf(finding.labels['log.level'] ?? '', finding.seen, sample) };
}
