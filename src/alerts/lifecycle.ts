import type { Alert } from '../core/alert.ts';
import { type Person, SYSMON } from '../core/person.ts';
import { type Refusal, refusal } from '../core/refusal.ts';
import { type Instant, SECOND } from '../core/time.ts';
import { momentWords } from '../detect/words.ts';

export type Mute = NonNullable<Alert['muted']>;

/** Someone has it. The first one keeps it. */
export function acknowledged(alert: Alert, by: Person, at: Instant): Alert | Refusal {
  if (alert.resolved) return alreadyResolved(alert.resolved, at);
  if (alert.acknowledged) {
    const { by: first, at: then } = alert.acknowledged;
    return refusal(`${first.name} acknowledged it at ${momentWords(then, at)}`);
  }
  return { ...alert, state: 'acknowledged', acknowledged: { by, at } };
}

/** Quiet until a moment, or for good without one. A new mute replaces the old; a resolved alert may be muted, for the episodes to come. */
export function muted(alert: Alert, mute: Mute): Alert | Refusal {
  if (mute.until !== undefined && mute.until < mute.at + SECOND)
    return refusal(`a mute must end later than now: ${momentWords(mute.until, mute.at)} has passed`);
  return { ...alert, muted: mute };
}

export function unmuted(alert: Alert, at: Instant): Alert | Refusal {
  if (!isMuted(alert, at)) return refusal('it is not muted');
  const { muted: _, ...loud } = alert;
  return loud;
}

export function isMuted({ muted: mute }: Pick<Alert, 'muted'>, at: Instant): boolean {
  return mute !== undefined && (mute.until === undefined || mute.until > at);
}

export function resolved(alert: Alert, by: Person, at: Instant, reason: string): Alert | Refusal {
  if (alert.resolved) return alreadyResolved(alert.resolved, at);
  return { ...alert, state: 'resolved', resolved: { by, at, reason } };
}

/** The one change without a person: nothing has been found for long enough. A resolved alert stays as it is. */
export function settled(alert: Alert, at: Instant): Alert {
  if (alert.resolved) return alert;
  const reason = `recovered: nothing unusual since ${momentWords(alert.lastSeenAt, at)}`;
  return { ...alert, state: 'resolved', resolved: { by: SYSMON, at, reason } };
}

/** An episode that came back although it seemed over. Who took it still has it; one that a person closed stays closed. */
export function reopened(alert: Alert): Alert {
  if (alert.resolved?.by.id !== SYSMON.id) return alert;
  const { resolved: _, ...open } = alert;
  return { ...open, state: alert.acknowledged ? 'acknowledged' : 'firing' };
}

/** What a person says of it decides how severe it is. The same word again is refused; another one replaces it. */
export function judged(alert: Alert, judgement: NonNullable<Alert['judged']>): Alert | Refusal {
  const { judged: former } = alert;
  if (former?.said === judgement.said)
    return refusal(`${former.by.name} said so already at ${momentWords(former.at, judgement.at)}`);
  return { ...alert, judged: judgement, severity: judgement.said === 'noise' ? 'warning' : 'severe' };
}

export function ticketed(alert: Alert, ticketId: string): Alert {
  return alert.ticketId === ticketId ? alert : { ...alert, ticketId };
}

function alreadyResolved({ by, at, reason }: NonNullable<Alert['resolved']>, now: Instant): Refusal {
  const who = by.id === SYSMON.id ? reason : `${by.name} resolved it`;
  return refusal(`already resolved at ${momentWords(at, now)} (${who})`);
}
