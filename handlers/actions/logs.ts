import { ownerOf } from '../../src/alerts/owner.ts';
import { seriesOf } from '../../src/alerts/series.ts';
import type { Alert } from '../../src/core/alert.ts';
import type { LogEvent } from '../../src/core/event.ts';
import { refusal } from '../../src/core/refusal.ts';
import { type Instant, MINUTE } from '../../src/core/time.ts';
import { ownerLabel } from '../../src/detect/view.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { logsCard } from '../../src/slack/cards/logs.ts';
import type { EventFilter } from '../../src/store/event-store.ts';
import { action } from '../handler.ts';

const LINES = 20;

/** The last lines that the alert is about, for the eyes of whoever asked. */
export const logs = action(ACTIONS.logs, { role: 'viewer' }, async ({ value: alertId, person }, context) => {
  const { alerts, store, clock } = context;
  const alert = (await alerts.get(alertId))?.data;
  if (!alert) return refusal('this alert no longer exists');
  const found = await store.events.find(linesOf(alert, clock.now()), LINES);
  return logsCard(alert, found.toReversed(), person.timezone);
});

/** The alert's codes where it has any, else what its series counts. */
function linesOf(alert: Alert, now: Instant): EventFilter {
  const window = { from: alert.startedAt - 5 * MINUTE, to: (alert.resolved?.at ?? now) + MINUTE };
  const codes = alert.codes.map(({ code }) => code);
  const owner = ownerOf(alert);
  const own = owner === undefined ? {} : { [ownerLabel(alert.metric)]: [owner] };
  if (codes.length > 0) return { window, where: { ...own, 'event.code': codes } };
  const levels = seriesOf(alert).where?.['log.level'];
  return {
    window,
    where: { ...own, ...(levels ? { 'log.level': levels as LogEvent['log.level'][] } : {}) },
  };
}
