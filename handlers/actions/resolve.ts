import { resolved } from '../../src/alerts/lifecycle.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';

export const resolve = action(
  ACTIONS.resolve,
  { role: 'responder' },
  ({ value: alertId, person }, { alerts, clock }) =>
    alerts.change(alertId, (alert) => resolved(alert, person, clock.now(), 'by button'), person),
);
