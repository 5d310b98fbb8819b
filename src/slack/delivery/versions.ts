import { isMuted } from '../../alerts/lifecycle.ts';
import type { Alert } from '../../core/alert.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { Instant } from '../../core/time.ts';
import type { Kept } from '../../store/collection.ts';

/** What an alert's message shows: equal means current. A mute ends by itself, without a new version. */
export function shownOfAlert(alert: Kept<Alert>, ticket: Ticket | undefined, now: Instant): string {
  const mute = isMuted(alert.data, now) ? 'muted' : '';
  return `${alert.version}.${mute}.${ticket ? shownOfTicket(ticket) : ''}`;
}

export function shownOfTicket({ state, key, status }: Ticket): string {
  return [state, key, status].join('/');
}

export function shownOfStorm(members: readonly Kept<Alert>[]): string {
  return `${members.length}.${members.reduce((sum, { version }) => sum + version, 0)}`;
}
