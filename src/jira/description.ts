import { expectedOf, measureOf } from '../alerts/measure.ts';
import { ownerOf, ownerWord } from '../alerts/owner.ts';
import type { Alert } from '../core/alert.ts';
import type { Quote, Ticket } from '../core/ticket.ts';
import {
  type AdfDocument,
  type AdfNode,
  blockquote,
  codeBlock,
  em,
  factTable,
  heading,
  link,
  paragraph,
  prose,
  strong,
  table,
  text,
} from './adf.ts';
import { fitted } from './fit.ts';
import { amount, moment } from './wording.ts';

/** The text of an issue: what people wrote, what was seen, the evidence, and where it came from. */
export function description(ticket: Ticket, alert: Alert | undefined): AdfDocument {
  const blocks = [
    ...prose(ticket.description),
    ...(alert ? [...facts(alert), ...affected(alert), ...codes(alert)] : []),
    ...quotes(ticket.quotes),
  ];
  return fitted(blocks, origin(ticket));
}

function facts(alert: Alert): AdfNode[] {
  const { metric: name, seen, peak } = alert;
  const expected = expectedOf(alert);
  const usual = expected ? `${amount(expected.low, name)} to ${amount(expected.high, name)}` : 'not known';
  return [
    heading('What happened'),
    factTable([
      ['What', alert.title],
      ['Why', alert.reason],
      [ownerWord(alert), ownerOf(alert) ?? 'all'],
      ['Severity', alert.severity],
      ['Since', moment(alert.startedAt)],
      ['Last seen', moment(alert.lastSeenAt)],
      ['Seen', `${amount(seen, name)} (${measureOf(alert)}), ${amount(peak, name)} at most`],
      ['Expected', usual],
    ]),
  ];
}

function affected({ affected: named }: Alert): AdfNode[] {
  if (!named) return [];
  const rows = named.things.map(({ name, note = '' }) => [paragraph(text(name)), paragraph(text(note))]);
  const rest = named.more > 0 ? [paragraph(text(`and ${named.more.toLocaleString('en-US')} more`))] : [];
  return [heading('Affected'), table(['Name', ''], rows), ...rest];
}

function codes(alert: Alert): AdfNode[] {
  if (alert.codes.length === 0) return [];
  const rows = alert.codes.map(({ code, count, sample }) => [
    paragraph(text(code, { type: 'code' })),
    paragraph(text(count.toLocaleString('en-US'))),
    codeBlock(sample, 1_000),
  ]);
  return [heading('Messages'), table(['Code', 'Count', 'Sample'], rows)];
}

function quotes(all: readonly Quote[]): AdfNode[] {
  if (all.length === 0) return [];
  return [heading('From the thread'), ...all.map(quote)];
}

function quote({ author, at, text: words }: Quote): AdfNode {
  return blockquote(
    paragraph(text(author, strong), text(` · ${moment(at)}`)),
    ...prose(words.slice(0, 4_000)),
  );
}

function origin({ thread, requestedBy, requestedAt }: Ticket): AdfNode[] {
  const where = thread?.permalink ? [paragraph(link('Open the thread in Slack', thread.permalink))] : [];
  const who = `Reported by ${requestedBy.name} with sysmon, ${moment(requestedAt)}.`;
  return [...where, { type: 'rule' }, paragraph(text(who, em))];
}
