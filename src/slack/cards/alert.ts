import type { ActionsBlock, StaticSelect } from '@slack/types';
import { isMuted } from '../../alerts/lifecycle.ts';
import { measureOf } from '../../alerts/measure.ts';
import { ownerOf, ownerWord } from '../../alerts/owner.ts';
import type { Alert, AlertCode } from '../../core/alert.ts';
import type { Chart } from '../../core/chart.ts';
import type { Ticket } from '../../core/ticket.ts';
import type { Instant } from '../../core/time.ts';
import { ACTIONS, MUTES } from '../actions.ts';
import {
  actions,
  button,
  type Card,
  type CardBlock,
  context,
  fields,
  header,
  preformatted,
  section,
} from '../blocks.ts';
import { always, assemble, optional, type Part } from '../budget.ts';
import { closeUp } from '../charts/close-up.ts';
import { nativeChart } from '../charts/native.ts';
import { sparkline } from '../charts/sparkline.ts';
import { escapeText, firstLines, inCode, link, moment, oneLine, plural } from '../text.ts';
import { expectedWords, lasting, measured, personName, stateOf } from '../words.ts';
import { affectedText } from './affected.ts';

export interface AlertCardInput {
  alert: Alert;
  chart?: Chart | undefined;
  ticket?: Ticket | undefined;
  /** Where Kibana shows its log lines. */
  discover?: string | undefined;
  now: Instant;
  /** False where the workspace refuses Slack's native chart: a line of text stands for it. */
  nativeCharts: boolean;
}

/** The message of an alert: what, how bad, since when, expected against seen; all of its state without opening the thread. */
export function alertCard({ alert, chart, ticket, discover, now, nativeCharts }: AlertCardInput): Card {
  const { emoji, word } = stateOf(alert, now);
  return {
    text: `${emoji} ${word}: ${escapeText(`${alert.title}. ${alert.reason}`, 600)}`,
    blocks: assemble([
      always(header(`${emoji} ${alert.title}`)),
      always(section(`*${word}* ${since(alert, now)}\n${escapeText(alert.reason, 600)}`)),
      optional(60, fields(...numbers(alert))),
      ...(alert.affected ? [optional(75, section(affectedText(alert.affected)))] : []),
      ...(chart ? [chartPart(closeUp(chart, alert.startedAt), nativeCharts)] : []),
      ...alert.codes.map((code, index) => codePart(code, 50 - index)),
      ...historyParts(alert, now),
      ...(ticket ? [always(context(ticketLine(ticket)))] : []),
      always(actions(buttons(alert, ticket, discover, now))),
    ]),
  };
}

function since({ startedAt, resolved }: Alert, now: Instant): string {
  if (resolved) return `after ${lasting(startedAt, resolved.at)}, began ${moment(startedAt)}`;
  return `for ${lasting(startedAt, now)}, since ${moment(startedAt)}`;
}

function numbers(alert: Alert): string[] {
  const { seen, peak } = alert;
  const owner = ownerOf(alert);
  const usual = expectedWords(alert);
  return [
    `*Seen*\n${measured(alert, seen)} (peak ${measured(alert, peak)})`,
    ...(usual ? [`*Expected*\n${usual}`] : []),
    ...(owner ? [`*${ownerWord(alert)}*\n${escapeText(owner, 200)}`] : []),
    `*Measure*\n${measureOf(alert)}, rule ${escapeText(alert.rule, 200)}`,
  ];
}

function chartPart(chart: Chart, native: boolean): Part {
  const block = native ? nativeChart(chart) : undefined;
  if (block) return optional(70, block);
  const line = sparkline(chart);
  return optional(70, ...(line ? [context(`\`${line}\``)] : []));
}

function codePart({ code, template, count, sample }: AlertCode, importance: number): Part {
  const times = `*${plural(count, 'time', 'times')}*`;
  const blocks: CardBlock[] = [
    section(`${inCode(code, 60)} ${times}  ${inCode(template, 160)}`),
    preformatted(firstLines(sample || template, 3), 400),
  ];
  return optional(importance, ...blocks);
}

function historyParts(alert: Alert, now: Instant): Part[] {
  const lines = history(alert, isMuted(alert, now));
  return lines.length > 0 ? [optional(80, context(...lines))] : [];
}

function history({ acknowledged, muted, judged, resolved }: Alert, quiet: boolean): string[] {
  const until = muted?.until === undefined ? 'until somebody unmutes it' : `until ${moment(muted.until)}`;
  const why = muted?.reason ? `: ${escapeText(oneLine(muted.reason, 200), 300)}` : '';
  return [
    ...(acknowledged
      ? [`👀 Acknowledged by ${personName(acknowledged.by)}, ${moment(acknowledged.at)}`]
      : []),
    ...(judged
      ? [
          `${judged.said === 'noise' ? '🔉 Called noise: told later' : '📢 Called severe: told sooner'} from now on (${personName(judged.by)}, ${moment(judged.at)})`,
        ]
      : []),
    ...(muted && quiet ? [`🔇 Muted by ${personName(muted.by)} ${until}${why}`] : []),
    ...(resolved
      ? [
          `🟢 Resolved by ${personName(resolved.by)}, ${moment(resolved.at)}: ${escapeText(resolved.reason, 300)}`,
        ]
      : []),
  ];
}

/** What is known of the ticket: on its way, its link and status, or what a person has to mend. */
export function ticketLine({ key, url, status, state, problem }: Ticket): string {
  if (key && url) return `🎫 ${link(url, key)}${status ? ` · ${escapeText(status, 100)}` : ''}`;
  if (state === 'failed') return `🎫 No ticket: ${escapeText(problem ?? 'Jira refused it', 500)}`;
  return '🎫 Ticket is being created…';
}

function buttons(
  alert: Alert,
  ticket: Ticket | undefined,
  discover: string | undefined,
  now: Instant,
): ActionsBlock['elements'] {
  const value = alert.id;
  const open = alert.state !== 'resolved';
  const quiet = isMuted(alert, now);
  return [
    ...(alert.state === 'firing'
      ? [button(ACTIONS.acknowledge, 'Acknowledge', { value, style: 'primary' })]
      : []),
    ticket?.url && URL.canParse(ticket.url)
      ? button(ACTIONS.link, 'Open ticket', { value, url: ticket.url })
      : button(ACTIONS.ticket, 'Create ticket', { value }),
    ...(open && quiet ? [button(ACTIONS.unmute, 'Unmute', { value })] : []),
    ...(open && !quiet ? [muteSelect(alert.id)] : []),
    button(ACTIONS.logs, 'Show logs', { value }),
    ...(discover ? [button(ACTIONS.link, 'Discover', { value, url: discover, index: 1 })] : []),
    ...(open ? [button(ACTIONS.resolve, 'Resolve', { value })] : []),
    ...(alert.judged?.said === 'noise' ? [] : [button(ACTIONS.noise, 'Noise', { value })]),
    ...(alert.judged?.said === 'severe' ? [] : [button(ACTIONS.severe, 'Severe', { value })]),
  ];
}

function muteSelect(alertId: string): StaticSelect {
  return {
    type: 'static_select',
    action_id: ACTIONS.mute,
    placeholder: { type: 'plain_text', text: 'Mute…' },
    options: Object.entries(MUTES).map(([choice, { label }]) => ({
      text: { type: 'plain_text', text: label },
      value: `${choice} ${alertId}`,
    })),
  };
}
