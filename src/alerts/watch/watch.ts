import type { AlertCode } from '../../core/alert.ts';
import type { Finding } from '../../core/finding.ts';
import { seriesKey } from '../../core/series.ts';
import { bucketOf, type Clock, HOUR, MINUTE } from '../../core/time.ts';
import type { Rule } from '../../detect/rule.ts';
import { severityOf } from '../../detect/severity.ts';
import type { Store } from '../../store/store.ts';
import type { Alerts } from '../alerts.ts';
import { loadProgress } from '../progress.ts';
import type { Lessons } from '../teaching.ts';
import { affectedBy } from './affected.ts';
import { evidenceOf, type TemplateOf } from './evidence.ts';
import { type Horizon, openHorizon } from './horizon.ts';
import { judgeClosed, judgeOpen, type Report, type Task, tasksOf } from './judge.ts';
import { trackedOf } from './owners.ts';

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
    (end: number, rule: Rule, lessons: Lessons): Report =>
    async (findings) => {
      const since = Math.max(clock.now() - NEWS, end - OVER);
      const newest = new Map(findings.map((finding) => [seriesKey(finding.rule, finding.labels), finding]));
      for (const finding of newest.values()) if (finding.at >= since) await observe(finding, rule, lessons);
    };

  async function observe(finding: Finding, rule: Rule, lessons: Lessons): Promise<void> {
    const codes = await evidenceOf(finding, store, templateOf);
    const affected = await affectedBy(finding, store);
    const weighty = { ...weighed(finding, codes[0], lessons), ...(affected && { affected }) };
    await (finding.grade >= rule.alertsFrom ? alerts.observe : alerts.join)(weighty, codes);
  }

  async function judge(
    rule: Rule,
    tasks: readonly Task[],
    horizon: Horizon,
    lessons: Lessons,
    signal: AbortSignal,
  ): Promise<void> {
    const due = tasks.filter(({ window }) => window.from < window.to);
    for (const task of due)
      await judgeClosed(task, store, reportUpTo(task.window.to, rule, lessons), lessons, signal);
    if (!rule.lasting || signal.aborted) return;
    const tracked =
      due.length > 0
        ? await loadProgress(store.documents, { rule: [rule.name] })
        : tasks.flatMap((task) => task.tracked);
    const upToDate = tracked.filter(
      ({ service, position }) => position >= horizon.closedUpTo(rule, service, position),
    );
    const end = bucketOf(clock.now(), MINUTE) + MINUTE;
    for (const task of tasksOf(rule, upToDate, () => end))
      await judgeOpen(task, store, reportUpTo(end, rule, lessons), lessons);
  }

  return async (signal: AbortSignal): Promise<void> => {
    const horizon = await openHorizon(store, rules, clock);
    const saved = await loadProgress(store.documents);
    const lessons = await alerts.lessons();
    for (const [rule, tracked] of await trackedOf(rules, saved, horizon, store.series, clock)) {
      const tasks = tasksOf(rule, tracked, ({ service, position }) =>
        horizon.closedUpTo(rule, service, position),
      );
      await judge(rule, tasks, horizon, lessons, signal);
    }
    if (!signal.aborted) await alerts.settle();
  };
}

/** What people said of its code decides how bad a finding is; for a new error, what its message says, beside its level and count. */
function weighed(finding: Finding, leading: AlertCode | undefined, lessons: Lessons): Finding {
  const said = leading && lessons.ofCode(leading.code);
  if (said) return { ...finding, severity: said === 'noise' ? 'warning' : 'severe' };
  if (finding.kind !== 'new_code' || finding.severity === 'severe') return finding;
  const severity = severityOf(finding.labels['log.level'] ?? '', finding.seen, leading?.sample ?? '');
  return { ...finding, severity };
}
