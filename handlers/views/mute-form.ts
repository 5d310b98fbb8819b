import { muted } from '../../src/alerts/lifecycle.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { CALLBACKS } from '../../src/slack/actions.ts';
import { REASON } from '../../src/slack/cards/mute-form.ts';
import { view } from '../handler.ts';

export const muteForm = view(
  CALLBACKS.muteForm,
  { role: 'responder' },
  async ({ values, metadata: alertId, person }, { alerts, clock }) => {
    const reason = values[REASON]?.trim();
    if (!reason) return { [REASON]: 'Say why: whoever finds the silence later should know.' };
    const mute = { by: person, at: clock.now(), reason };
    const kept = await alerts.change(alertId, (alert) => muted(alert, mute), person);
    return isRefusal(kept) ? { [REASON]: kept.refused } : undefined;
  },
);
