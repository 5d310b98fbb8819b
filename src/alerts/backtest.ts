import { setImmediate } from 'node:timers/promises';
import type { Finding } from '../core/finding.ts';
import { DAY, type Instant, type Window } from '../core/time.ts';
import type { Rule } from '../detect/rule.ts';
import type { SeriesStore } from '../store/series-store.ts';
import { readInputs } from './watch/read-inputs.ts';

/** An alert that a rule would have opened. */
export interface WouldFire {
  rule: string;
  /** Whose: a service, a fleet, a host. */
  owner: string;
  since: Instant;
  severity: Finding['severity'];
  /** The last words of the episode. */
  reason: string;
}

/** Read in one go, so that memory stays bounded. */
const CHUNK = DAY;
/** What a rule learns from before the window; more is no longer kept by the minute. */
const MOST_LEARNING = 14 * DAY;

/**
 * What rules would have said of a window of the past, the newest first: the same rules, fed with the same series, in memory alone. Alerts that grouping
 * or a mute would have kept quiet are in it.
 */
export async function backtest(
  rules: readonly Rule[],
  series: SeriesStore,
  window: Window,
  signal: AbortSignal,
): Promise<WouldFire[]> {
  const found: WouldFire[] = [];
  for (const rule of rules) found.push(...(await replay(rule, series, window, signal)));
  return found.sort((one, other) => other.since - one.since);
}

async function replay(
  rule: Rule,
  series: SeriesStore,
  window: Window,
  signal: AbortSignal,
): Promise<WouldFire[]> {
  const owners = await ownersOf(rule, series, window);
  const states = new Map<string, unknown>(owners.map((owner) => [owner, null]));
  const episodes = new Map<string, WouldFire>();
  const begin = window.from - Math.min(rule.history, MOST_LEARNING);
  for (let from = begin; from < window.to && owners.length > 0; from += CHUNK) {
    signal.throwIfAborted();
    const inputs = await readInputs(rule, owners, { from, to: Math.min(from + CHUNK, window.to) }, series);
    for (const owner of owners) {
      const { state, findings } = rule.feed(states.get(owner), inputs(owner), false, 1);
      states.set(owner, state);
      for (const finding of findings) note(episodes, finding, owner, rule, window);
      await setImmediate();
    }
  }
  return [...episodes.values()];
}

/** Findings of one episode are one alert. */
function note(
  episodes: Map<string, WouldFire>,
  { at, since, grade, severity, reason }: Finding,
  owner: string,
  rule: Rule,
  window: Window,
): void {
  if (at < window.from || grade < rule.alertsFrom) return;
  episodes.set(`${owner} ${since}`, { rule: rule.name, owner, since, severity, reason });
}

async function ownersOf(
  { view, owner, owners }: Rule,
  series: SeriesStore,
  window: Window,
): Promise<string[]> {
  const [{ metric, where }] = view.readings;
  const named = owners.length > 0 ? { [owner]: owners } : {};
  const labels = await series.list({ metric, window, where: { ...where, ...named } });
  return [...new Set(labels.flatMap((one) => one[owner] ?? []))].sort();
}
