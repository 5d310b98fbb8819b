import { refusal } from '../../src/core/refusal.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';
import { descriptionOf, summaryOf, ticketIdOfAlert } from '../tickets/draft.ts';
import { openForm } from '../tickets/open-form.ts';

export const createTicket = action(
  ACTIONS.ticket,
  { role: 'responder' },
  ({ value: alertId, triggerId }, context) =>
    openForm(triggerId, context, async () => {
      const alert = (await context.alerts.get(alertId))?.data;
      if (!alert) return refusal('this alert no longer exists');
      return {
        source: { id: ticketIdOfAlert(alertId), alertId },
        summary: summaryOf(alert),
        description: descriptionOf(alert),
        quotes: [],
        priority: alert.severity === 'severe' ? 'High' : undefined,
      };
    }),
);
