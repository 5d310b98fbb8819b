import type { Alert } from '../../core/alert.ts';
import type { Instant } from '../../core/time.ts';
import { ACTIONS } from '../actions.ts';
import { actions, button, type Card, context, header, section } from '../blocks.ts';
import { always, assemble, type Part } from '../budget.ts';
import { escapeText, moment, oneLine, plural } from '../text.ts';
import { stateOf } from '../words.ts';

const MOST_LISTED = 40;

/** Many alerts at once in one message that is kept current: what is open first, the newest first. */
export function stormCard(stormId: string, alerts: readonly Alert[], now: Instant): Card {
  const open = alerts.filter(({ state }) => state !== 'resolved');
  const title =
    open.length > 0
      ? `🌩️ ${plural(open.length, 'alert')} at once`
      : `🟢 ${plural(alerts.length, 'alert')}, all resolved`;
  return {
    text: `${title}: ${escapeText(namesOf(alerts), 500)}`,
    blocks: assemble([
      always(header(title)),
      always(section(summary(alerts))),
      listPart(alerts, (alert) => section(line(alert, now))),
      always(actions([button(ACTIONS.storm, 'Show all', { value: stormId })])),
    ]),
  };
}

/** For one person's eyes: every alert of a storm, each with a button that gives it a message of its own. */
export function stormListCard(alerts: readonly Alert[], now: Instant): Card {
  return {
    text: plural(alerts.length, 'alert'),
    blocks: assemble([
      listPart(alerts, (alert) => ({
        ...section(line(alert, now)),
        accessory: button(ACTIONS.open, 'Open', { value: alert.id }),
      })),
    ]),
  };
}

function listPart(alerts: readonly Alert[], render: (alert: Alert) => ReturnType<typeof section>): Part {
  const sorted = alerts.toSorted((a, b) => rank(a) - rank(b) || b.startedAt - a.startedAt);
  return {
    importance: 50,
    size: Math.min(sorted.length, MOST_LISTED),
    render: (shown) => [
      ...sorted.slice(0, shown).map(render),
      ...(sorted.length > shown ? [context(`and ${plural(sorted.length - shown, 'more alert')}`)] : []),
    ],
  };
}

function rank({ state, severity }: Alert): number {
  if (state === 'resolved') return 2;
  return severity === 'severe' ? 0 : 1;
}

function summary(alerts: readonly Alert[]): string {
  const count = (state: Alert['state']) => alerts.filter((alert) => alert.state === state).length;
  const since = Math.min(...alerts.map(({ startedAt }) => startedAt));
  return [
    `${count('firing')} firing, ${count('acknowledged')} acknowledged, ${count('resolved')} resolved,`,
    `since ${moment(Number.isFinite(since) ? since : 0)}.`,
    'They share this message so that the channel stays readable; none is lost.',
  ].join(' ');
}

function line(alert: Alert, now: Instant): string {
  return `${stateOf(alert, now).emoji} *${escapeText(oneLine(alert.title, 90), 120)}* ${escapeText(oneLine(alert.reason, 110), 150)}`;
}

function namesOf(alerts: readonly Alert[]): string {
  return alerts.map(({ title }) => title).join(', ');
}
