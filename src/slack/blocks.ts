import type { ActionsBlock, Button, KnownBlock, RichTextBlock, SectionBlock, TableBlock } from '@slack/types';
import type { ActionId } from './actions.ts';
import { oneLine, plain } from './text.ts';

/** Slack's native chart; `@slack/types` 3.2.0 does not know it yet. https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block */
export interface DataVisualizationBlock {
  type: 'data_visualization';
  title: string;
  chart: {
    type: 'line' | 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; x_label?: string; y_label?: string };
  };
}

export type CardBlock = KnownBlock | DataVisualizationBlock;

/** What Slack shows: blocks, and the text for notifications and for those who see no blocks. */
export interface Card {
  blocks: CardBlock[];
  text: string;
}

export function header(text: string): CardBlock {
  return { type: 'header', text: { type: 'plain_text', text: oneLine(text, 150), emoji: true } };
}

/** `mrkdwn` is escaped already, where anyone but us wrote it. */
export function section(mrkdwn: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: mrkdwn } };
}

export function fields(...mrkdwn: string[]): SectionBlock {
  return { type: 'section', fields: mrkdwn.map((text) => ({ type: 'mrkdwn', text })) };
}

export function context(...mrkdwn: string[]): CardBlock {
  return { type: 'context', elements: mrkdwn.slice(0, 10).map((text) => ({ type: 'mrkdwn', text })) };
}

export interface ButtonOptions {
  value?: string;
  style?: 'primary' | 'danger';
  url?: string;
  /** Tells apart buttons of one action in one message: Slack wants each `action_id` once a block. */
  index?: number;
}

export function button(action: ActionId, text: string, { index, ...rest }: ButtonOptions = {}): Button {
  return {
    type: 'button',
    action_id: index === undefined ? action : `${action}:${index}`,
    text: { type: 'plain_text', text: oneLine(text, 75), emoji: true },
    ...rest,
  };
}

export function actions(elements: ActionsBlock['elements']): ActionsBlock {
  return { type: 'actions', elements };
}

/** Log text as it is: rich text has no mrkdwn in it that could ping or link. */
export function preformatted(text: string, max: number): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: plain(text, max) || ' ' }] },
    ],
  };
}

export function table(
  columns: readonly { title: string; align: 'left' | 'right' }[],
  rows: readonly (readonly string[])[],
): TableBlock {
  const cells = (texts: readonly string[]) =>
    texts.slice(0, 20).map((text) => ({ type: 'raw_text' as const, text: oneLine(text, 200) }));
  return {
    type: 'table',
    rows: [cells(columns.map(({ title }) => title)), ...rows.slice(0, 99).map(cells)],
    column_settings: columns.slice(0, 20).map(({ align }) => ({ align, is_wrapped: align === 'left' })),
  };
}
