import { acknowledged, muted, resolved, unmuted } from '../../src/alerts/lifecycle.ts';
import type { Alert } from '../../src/core/alert.ts';
import type { Command } from '../../src/core/question.ts';
import { isRefusal, type Refusal, refusal } from '../../src/core/refusal.ts';
import { SECOND } from '../../src/core/time.ts';
import { type Card, section } from '../../src/slack/blocks.ts';
import type { SlackPerson } from '../../src/slack/people.ts';
import { escapeText, moment } from '../../src/slack/text.ts';
import type { HandlerContext } from '../handler.ts';
import { requestForAlert } from '../tickets/draft.ts';
import { auditCard } from './audit-card.ts';
import type { Place } from './conversation.ts';
import { findAlert } from './find-alert.ts';

type CommandNamed<N extends Command['name']> = Extract<Command, { name: N }>;

/** Does what a person typed; the same changes as the buttons make, by the same rules. */
export async function runCommand(
  command: Command,
  person: SlackPerson,
  place: Place,
  context: HandlerContext,
): Promise<Card | Refusal> {
  if (command.name === 'audit') return auditCard(command, person, context);
  if (command.name === 'alert') return notYet();
  if (!(await context.roles.may(person.id, 'responder')))
    return refusal(`you need the role "responder" to ${command.name}; ask an admin of sysmon`);
  switch (command.name) {
    case 'mute':
      return mute(command, person, context);
    case 'ticket':
      return ticket(command, person, place, context);
    case 'unmute':
      return change(command.target, person, context, (alert, at) => unmuted(alert, at), 'Unmuted');
    case 'ack':
      return change(
        command.id,
        person,
        context,
        (alert, at) => acknowledged(alert, person, at),
        'Acknowledged',
      );
    case 'resolve': {
      const reason = command.reason ?? 'by command';
      return change(
        command.id,
        person,
        context,
        (alert, at) => resolved(alert, person, at, reason),
        'Resolved',
      );
    }
  }
}

async function mute(
  { target, durationSeconds, forever, reason }: CommandNamed<'mute'>,
  person: SlackPerson,
  context: HandlerContext,
): Promise<Card | Refusal> {
  if (!durationSeconds && !forever)
    return refusal(`say for how long: "mute ${target} 1h", or "mute ${target} forever because …"`);
  if (!durationSeconds && !reason)
    return refusal(`say why: "mute ${target} forever because …"; whoever finds the silence should know`);
  const until = durationSeconds ? { until: context.clock.now() + durationSeconds * SECOND } : {};
  const why = reason ? { reason } : {};
  return change(
    target,
    person,
    context,
    (alert, at) => muted(alert, { by: person, at, ...until, ...why }),
    'Muted',
  );
}

async function ticket(
  { alertId }: CommandNamed<'ticket'>,
  person: SlackPerson,
  place: Place,
  context: HandlerContext,
): Promise<Card | Refusal> {
  const alert = await findAlert(alertId, place, context);
  if (isRefusal(alert)) return alert;
  const kept = await requestForAlert(alert, person, context);
  return isRefusal(kept)
    ? kept
    : said(
        `🎫 A ticket for *${escapeText(alert.title, 300)}* is on its way; its link comes into the thread of the alert.`,
      );
}

async function change(
  id: string,
  person: SlackPerson,
  context: HandlerContext,
  next: (alert: Alert, at: number) => Alert | Refusal,
  word: string,
): Promise<Card | Refusal> {
  const found = await findAlert(id, undefined, context);
  if (isRefusal(found)) return found;
  const kept = await context.alerts.change(found.id, (alert) => next(alert, context.clock.now()), person);
  if (isRefusal(kept)) return kept;
  const until = kept.data.muted?.until ? ` until ${moment(kept.data.muted.until)}` : '';
  return said(`✅ ${word}: *${escapeText(kept.data.title, 300)}*${word === 'Muted' ? until : ''}`);
}

function said(mrkdwn: string): Card {
  return { text: mrkdwn, blocks: [section(mrkdwn)] };
}

function notYet(): Refusal {
  return refusal(
    'rules are written in sysmon.yaml for now (see sysmon.example.yaml); from Slack they can only be muted',
  );
}
