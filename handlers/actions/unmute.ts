import { unmuted } from '../../src/alerts/lifecycle.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';

export const unmute = action(
  ACTIONS.unmute,
  { role: 'responder' },
  ({ value: alertId, person }, { alerts, clock }) =>
    alerts.change(alertId, (alert) => unmuted(alert, clock.now()), person),
);
