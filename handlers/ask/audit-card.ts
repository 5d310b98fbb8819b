import type { Command } from '../../src/core/question.ts';
import { type Card, header, context as note, table } from '../../src/slack/blocks.ts';
import { assemble, type Part } from '../../src/slack/budget.ts';
import { inZone } from '../../src/slack/charts/native.ts';
import type { SlackPerson } from '../../src/slack/people.ts';
import { escapeText, plural } from '../../src/slack/text.ts';
import type { HandlerContext } from '../handler.ts';

const COLUMNS = ['When', 'Who', 'What', 'Target', 'Result'].map((title) => ({
  title,
  align: 'left' as const,
}));
const MOST_ROWS = 60;

/** Who did what, newest first. */
export async function auditCard(
  { time, timeWords }: Extract<Command, { name: 'audit' }>,
  { timezone }: SlackPerson,
  { audit }: HandlerContext,
): Promise<Card> {
  const entries = await audit.between(time.from, time.to);
  const rows = entries.map(({ at, who, what, target, result }) => [
    inZone(at, timezone, 'MMM d HH:mm:ss'),
    who.name,
    what,
    target,
    result,
  ]);
  const title = `Who did what, ${timeWords}: ${plural(rows.length, 'entry', 'entries')}`;
  const list: Part = {
    importance: 50,
    size: Math.min(rows.length, MOST_ROWS),
    render: (shown) => [
      ...(shown > 0 ? [table(COLUMNS, rows.slice(0, shown))] : []),
      ...(rows.length > shown ? [note(`and ${rows.length - shown} earlier`)] : []),
    ],
  };
  return { text: escapeText(title), blocks: [header(title), ...assemble([list])] };
}
