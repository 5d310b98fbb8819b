import { acknowledged } from '../../src/alerts/lifecycle.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';

export const acknowledge = action(
  ACTIONS.acknowledge,
  { role: 'responder' },
  ({ value: alertId, person }, { alerts, clock }) =>
    alerts.change(alertId, (alert) => acknowledged(alert, person, clock.now()), person),
);
