import type { Alert } from '../../core/alert.ts';
import type { Instant } from '../../core/time.ts';
import { ACTIONS } from '../actions.ts';
import { actions, button, type CardBlock, context, header, section } from '../blocks.ts';
import { always, assemble, type Part } from '../budget.ts';
import { escapeText, moment, oneLine, plural } from '../text.ts';
import { lasting, stateOf } from '../words.ts';
import { helpCard } from './help.ts';

/** The App Home: what is open just now, and how to ask. */
export function homeBlocks(open: readonly Alert[], command: string, now: Instant): CardBlock[] {
  const title = open.length === 0 ? '🟢 Nothing is firing' : `🔴 ${plural(open.length, 'open alert')}`;
  return assemble([
    always(header(title)),
    alertsPart(open, now),
    always(
      actions([button(ACTIONS.example, 'Health', { value: 'health', index: 20 })]),
      context(`As of ${moment(now)}`),
      { type: 'divider' },
      ...helpCard(command).blocks,
    ),
  ]);
}

function alertsPart(open: readonly Alert[], now: Instant): Part {
  return {
    importance: 50,
    size: Math.min(open.length, 20),
    render: (shown) => [
      ...open.slice(0, shown).map((alert) => section(line(alert, now))),
      ...(open.length > shown ? [context(`and ${plural(open.length - shown, 'more alert')}`)] : []),
    ],
  };
}

function line(alert: Alert, now: Instant): string {
  const { emoji, word } = stateOf(alert, now);
  return `${emoji} *${escapeText(oneLine(alert.title, 120), 160)}*\n${word} for ${lasting(alert.startedAt, now)}. ${escapeText(oneLine(alert.reason, 200), 260)}`;
}
