import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { set } from 'date-fns/set';
import { z } from 'zod';
import { muted } from '../../src/alerts/lifecycle.ts';
import { refusal } from '../../src/core/refusal.ts';
import { type Instant, MINUTE } from '../../src/core/time.ts';
import { ACTIONS, MUTES, type MuteChoice } from '../../src/slack/actions.ts';
import { muteForm } from '../../src/slack/cards/mute-form.ts';
import { action } from '../handler.ts';

const Choice = z.enum(Object.keys(MUTES) as [MuteChoice, ...MuteChoice[]]);

/** The option says how long, and which alert. For ever asks for a reason first. */
export const mute = action(
  ACTIONS.mute,
  { role: 'responder' },
  async ({ value, person, triggerId }, { alerts, clock, call }) => {
    const [choice, alertId = ''] = value.split(' ');
    const length = Choice.safeParse(choice).data;
    if (!length) return refusal('this choice is no longer offered');
    if (length === 'forever') {
      const alert = await alerts.get(alertId);
      if (!alert) return refusal('this alert no longer exists');
      const view = muteForm(alertId, alert.data.title);
      await call('views.open', { trigger_id: triggerId, view }, z.object({}));
      return undefined;
    }
    const at = clock.now();
    const until = muteEnd(length, at, person.timezone);
    return alerts.change(alertId, (alert) => muted(alert, { by: person, at, until }), person);
  },
);

/** Tomorrow is the person's own tomorrow, 9:00. */
export function muteEnd(choice: Exclude<MuteChoice, 'forever'>, now: Instant, timezone: string): Instant {
  const { minutes } = MUTES[choice];
  if (minutes !== undefined) return now + minutes * MINUTE;
  const tomorrow = addDays(new TZDate(now, timezone), 1);
  return set(tomorrow, { hours: 9, minutes: 0, seconds: 0, milliseconds: 0 }).getTime();
}
