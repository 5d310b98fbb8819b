import type { Digest, Repeated, ServiceErrors } from '../../alerts/digest.ts';
import type { DigestPeriod } from '../../core/digest-time.ts';
import { ACTIONS } from '../actions.ts';
import { button, type Card, type CardBlock, context, header, section, table } from '../blocks.ts';
import { always, assemble, optional, type Part } from '../budget.ts';
import { escapeText, moment, oneLine, plural } from '../text.ts';

const MOST_SERVICES = 8;
const MOST_NOISY = 3;
const MOST_OPEN = 5;
const MOST_UNUSUAL = 3;

/** A day or a week at a glance: what went wrong, what still does, and what told the team so often that it should be told less. */
export function digestCard({ kind, window }: DigestPeriod, digest: Digest): Card {
  const title = kind === 'week' ? '🗞️ The week in #alerts' : '🗞️ The last 24 hours';
  return {
    text: `${title}: ${summary(digest)}`,
    blocks: assemble([
      always(header(title), section(summary(digest))),
      listOf(80, '*Still open*', digest.open.map(openLine), MOST_OPEN),
      ...errorsPart(digest.errors),
      ...noisyParts(digest.noisiest),
      listOf(50, '*Unusual, but no alert*', digest.unusual.map(unusualLine), MOST_UNUSUAL),
      always(context(`${moment(window.from)} to ${moment(window.to)}, compared with the ${kind} before`)),
    ]),
  };
}

function summary({ alerts, open, tickets, errors }: Digest): string {
  const severe = alerts.filter(({ severity }) => severity === 'severe').length;
  const total = errors.reduce((sum, { count }) => sum + count, 0);
  return [
    alerts.length === 0 ? 'No alert.' : `${plural(alerts.length, 'alert')}, ${severe} of them severe.`,
    open.length === 0 ? 'None is open.' : `${plural(open.length, 'alert')} still open.`,
    `${plural(total, 'error')} logged.`,
    `${plural(tickets.opened, 'ticket')} opened, ${tickets.done} done.`,
  ].join(' ');
}

function openLine({ title, startedAt, severity }: Digest['open'][number]): string {
  return `${severity === 'severe' ? '🔴' : '🟠'} ${escapeText(oneLine(title, 120), 200)}, since ${moment(startedAt)}`;
}

function unusualLine({ service, since, reason }: Digest['unusual'][number]): string {
  return `${escapeText(service, 100)}, ${moment(since)}: ${escapeText(oneLine(reason, 150), 250)}`;
}

function listOf(importance: number, title: string, lines: readonly string[], most: number): Part {
  if (lines.length === 0) return always();
  const more = lines.length - most;
  const shown = [title, ...lines.slice(0, most), ...(more > 0 ? [`and ${more} more`] : [])];
  return optional(importance, section(shown.join('\n')));
}

function errorsPart(errors: readonly ServiceErrors[]): Part[] {
  if (errors.length === 0) return [];
  const columns = [
    { title: 'service', align: 'left' },
    { title: 'errors', align: 'right' },
    { title: 'before', align: 'right' },
  ] as const;
  const rows = errors
    .slice(0, MOST_SERVICES)
    .map(({ service, count, before }) => [
      service,
      count.toLocaleString('en-US'),
      before.toLocaleString('en-US'),
    ]);
  return [optional(70, table(columns, rows))];
}

/** What alerts again and again is a rule to tune: one click here tells sysmon to say it later. */
function noisyParts(noisiest: readonly Repeated[]): Part[] {
  return noisiest.slice(0, MOST_NOISY).map(({ newest, times }, index) => {
    const block: CardBlock = {
      ...section(
        `🔁 *${escapeText(oneLine(newest.title, 120), 200)}* alerted ${times} times (rule ${escapeText(newest.rule, 100)})`,
      ),
      ...(newest.judged?.said === 'noise'
        ? {}
        : { accessory: button(ACTIONS.noise, 'Noise: tell it later', { value: newest.id, index }) }),
    };
    return optional(60 - index, block);
  });
}
