import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';

/** Not worth an alert: its series are told later from now on. */
export const noise = action(ACTIONS.noise, { role: 'responder' }, ({ value: alertId, person }, { alerts }) =>
  alerts.judge(alertId, 'noise', person),
);
