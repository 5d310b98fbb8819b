import { ownerOf, ownerWord } from '../../alerts/owner.ts';
import type { Alert } from '../../core/alert.ts';
import type { LogEvent } from '../../core/event.ts';
import { type Card, context, preformatted, section } from '../blocks.ts';
import { assemble, type Part } from '../budget.ts';
import { inZone } from '../charts/native.ts';
import { escapeText, firstLines, oneLine, plural } from '../text.ts';

/** The last log lines of an alert, oldest first, times in the reader's zone. */
export function logsCard(alert: Alert, events: readonly LogEvent[], timezone: string): Card {
  const title = `Last lines of *${escapeText(alert.title, 300)}*`;
  if (events.length === 0)
    return { text: title, blocks: [section(`${title}: none are kept for this time.`)] };
  const lines = events.map((event) => lineOf(event, timezone));
  const part: Part = {
    importance: 50,
    size: lines.length,
    render: (shown) => [
      section(`${title}, ${plural(shown, 'line')} of ${lines.length}, times in ${escapeText(timezone)}`),
      preformatted(lines.slice(-Math.max(shown, 1)).join('\n'), 8_000),
    ],
  };
  const hint = context(`For more ask \`/sysmon logs ${escapeText(askedFor(alert), 100)} last 1h\``);
  return { text: title, blocks: [...assemble([part]), hint] };
}

/** As a question names whose lines are meant. */
function askedFor(alert: Alert): string {
  const owner = ownerOf(alert) ?? '';
  return ownerWord(alert) === 'Service' ? owner : `${ownerWord(alert).toLowerCase()} ${owner}`;
}

function lineOf(event: LogEvent, timezone: string): string {
  const time = inZone(event['@timestamp'], timezone, 'MMM d HH:mm:ss');
  return `${time} ${event['log.level'].toUpperCase()} ${event['event.code']} ${oneLine(firstLines(event.message, 1), 300)}`;
}
