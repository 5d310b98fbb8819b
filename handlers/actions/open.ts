import { refusal } from '../../src/core/refusal.ts';
import { ACTIONS } from '../../src/slack/actions.ts';
import { action } from '../handler.ts';

/** An alert of a storm gets a message of its own. */
export const open = action(
  ACTIONS.open,
  { role: 'viewer' },
  async ({ value: alertId }, { alerts, delivery }) => {
    if (!(await alerts.get(alertId))) return refusal('this alert no longer exists');
    await delivery.open(alertId);
    return undefined;
  },
);
