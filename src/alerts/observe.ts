import type { Alert, AlertCode } from '../core/alert.ts';
import type { Finding } from '../core/finding.ts';
import type { Log } from '../core/log.ts';
import { SYSMON } from '../core/person.ts';
import { isRefusal } from '../core/refusal.ts';
import { type Clock, MINUTE } from '../core/time.ts';
import type { Kept } from '../store/collection.ts';
import { fingerprintOf, nextId } from './fingerprint.ts';
import { reopened } from './lifecycle.ts';
import type { Mutes } from './mutes.ts';
import { observed, opened } from './observation.ts';
import type { Writer } from './writer.ts';

/** What goes on after a person closed an alert is theirs for so long; then it is a new alert. */
const CLOSED_FOR = 30 * MINUTE;
const RECENT_EPISODES = 20;

/** Brings a finding to the alert it belongs to, or (`observe`) opens one. Two workers with one finding open one alert. */
export function createObserve(writer: Writer, mutes: Mutes, clock: Clock, log: Log) {
  async function latestOf(fingerprint: string): Promise<Kept<Alert> | undefined> {
    const found = await writer.find({ where: { fingerprint: [fingerprint] }, limit: RECENT_EPISODES });
    return found.sort((a, b) => b.data.startedAt - a.data.startedAt)[0];
  }

  async function open(id: string, finding: Finding, codes: readonly AlertCode[], former: Alert | undefined) {
    const alert = opened(finding, codes, id);
    const mute = await mutes.active(alert.fingerprint, clock.now());
    const startedAt = Math.max(alert.startedAt, former?.resolved?.at ?? 0);
    const created = await writer.create(id, { ...alert, startedAt, ...(mute && { muted: mute }) });
    if (created) log.info({ alert: id, rule: alert.rule, service: alert.service }, finding.reason);
    return created;
  }

  async function feed(latest: Kept<Alert>, finding: Finding, codes: readonly AlertCode[]) {
    const kept = await writer.write(latest.id, (alert) => fed(alert, finding, codes));
    return isRefusal(kept) ? latest : kept;
  }

  /** Where another worker opened the next alert in between, that one is fed: the chain of ids leads to it. */
  async function observe(finding: Finding, codes: readonly AlertCode[]): Promise<Kept<Alert>> {
    const fingerprint = fingerprintOf(finding);
    let latest = await latestOf(fingerprint);
    for (;;) {
      if (latest && belongs(latest.data, finding)) return feed(latest, finding, codes);
      const id = nextId(fingerprint, latest?.id);
      const created = await open(id, finding, codes, latest?.data);
      if (created) return created;
      latest = await writer.get(id);
    }
  }

  async function join(finding: Finding, codes: readonly AlertCode[]): Promise<Kept<Alert> | undefined> {
    const latest = await latestOf(fingerprintOf(finding));
    return latest && belongs(latest.data, finding) ? feed(latest, finding, codes) : undefined;
  }

  return { observe, join };
}

function fed(alert: Alert, finding: Finding, codes: readonly AlertCode[]): Alert {
  if (!alert.resolved) return observed(alert, finding, codes);
  const back = finding.at > alert.lastSeenAt ? reopened(alert) : alert;
  return back === alert ? alert : observed(back, finding, codes);
}

/** An open alert takes what comes; a resolved one what was known already, and the episode it was about. */
function belongs({ resolved, lastSeenAt }: Alert, { since, at }: Finding): boolean {
  if (!resolved || at <= lastSeenAt) return true;
  if (since > resolved.at) return false;
  return resolved.by.id === SYSMON.id || at <= resolved.at + CLOSED_FOR;
}
