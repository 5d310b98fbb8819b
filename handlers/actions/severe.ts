import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';

/** Worse than it looks: its series are told sooner from now on. */
export const severe = action(
  ACTIONS.severe,
  { role: 'responder' },
  ({ value: alertId, person }, { alerts }) => alerts.judge(alertId, 'severe', person),
);
