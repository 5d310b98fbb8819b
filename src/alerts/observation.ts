import type { Alert, AlertCode, Voice } from '../core/alert.ts';
import { type Finding, SEVERITIES, type Severity } from '../core/finding.ts';
import { seriesKey } from '../core/series.ts';
import { MINUTE } from '../core/time.ts';
import { fingerprintOf } from './fingerprint.ts';
import { titleOf } from './title.ts';

type Evidence = readonly AlertCode[];

/** Within one bucket, growth below this is not worth an edit. */
const WORTH_TELLING = 1.5;
const MOST_VOICES = 4;
const MOST_CODES = 5;

/** The alert that a finding opens. */
export function opened(finding: Finding, codes: Evidence, id: string): Alert {
  return {
    id,
    fingerprint: fingerprintOf(finding),
    state: 'firing',
    startedAt: finding.since,
    lastSeenAt: finding.at,
    ...leadOf(finding, finding.severity),
    peak: finding.seen,
    reason: finding.reason,
    voices: [voiceOf(finding)],
    codes: codes.slice(0, MOST_CODES),
    ...(finding.affected && { affected: finding.affected }),
  };
}

/**
 * An open alert with one more finding. The same finding again, an older one, and growth that no reader would notice leave it as it is (the same
 * object). Severity rises and never falls; the worst rule leads: title, values and chart are about it.
 */
export function observed(alert: Alert, finding: Finding, codes: Evidence): Alert {
  const voice = voiceOf(finding);
  const former = alert.voices?.find(({ rule, series }) => rule === voice.rule && series === voice.series);
  const rises = alert.judged?.said !== 'noise' && rank(finding.severity) > rank(alert.severity);
  if (!rises && !isNews(alert, former, finding)) return alert;
  const leads = rises || isLead(alert, finding);
  const voices = joined(alert.voices ?? [], voice, leads);
  const lead = leads ? withLead(alert, finding) : alert;
  return {
    ...lead,
    lastSeenAt: Math.max(alert.lastSeenAt, finding.at),
    voices,
    reason: voices.map(({ reason }) => reason).join('; '),
    codes: codes.length > 0 ? codes.slice(0, MOST_CODES) : alert.codes,
    ...(finding.affected && (leads || !alert.affected) && { affected: finding.affected }),
  };
}

function withLead(alert: Alert, finding: Finding): Alert {
  const { expected: _, ...rest } = alert;
  const same = isLead(alert, finding);
  const rises = alert.judged?.said !== 'noise' && rank(finding.severity) > rank(alert.severity);
  const severity = rises ? finding.severity : alert.severity;
  return {
    ...rest,
    ...leadOf(finding, severity),
    ...(same && alert.severity === severity && { title: alert.title }),
    peak: same ? Math.max(alert.peak, finding.seen) : finding.seen,
  };
}

function leadOf(finding: Finding, severity: Severity) {
  const service = finding.labels['service.name'];
  return {
    severity,
    kind: finding.kind,
    rule: finding.rule,
    title: titleOf(finding),
    metric: finding.metric,
    labels: { ...finding.labels },
    seen: finding.seen,
    ...(service !== undefined && { service }),
    ...(finding.expected && { expected: finding.expected }),
  };
}

/** A further rule is news while there is room for what it says; after that, and for one that spoke before, a newer minute is. */
function isNews(alert: Alert, former: Voice | undefined, finding: Finding): boolean {
  if (!former && (alert.voices?.length ?? 0) < MOST_VOICES) return true;
  const spoken = former?.at ?? alert.lastSeenAt;
  if (finding.at >= spoken + MINUTE) return true;
  const grown = finding.seen > alert.seen && finding.seen >= WORTH_TELLING * alert.seen;
  return finding.at === spoken && isLead(alert, finding) && grown;
}

function isLead({ rule, metric, labels }: Alert, finding: Finding): boolean {
  return rule === finding.rule && seriesKey(metric, labels) === seriesKey(finding.metric, finding.labels);
}

/** The leading voice first, then the newest ones. */
function joined(voices: readonly Voice[], voice: Voice, leads: boolean): Voice[] {
  const others = voices.filter(({ rule, series }) => rule !== voice.rule || series !== voice.series);
  if (leads) return [voice, ...others].slice(0, MOST_VOICES);
  const [lead, ...more] = others;
  const rest = [...more, voice].slice(1 - MOST_VOICES);
  return lead ? [lead, ...rest] : rest;
}

function voiceOf(finding: Finding): Voice {
  const series = seriesKey(finding.metric, finding.labels);
  return { rule: finding.rule, series, at: finding.at, reason: finding.reason };
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
