import type { Card } from '../../../src/slack/blocks.ts';

type Json = Record<string, unknown>;
const MAX_TEXT: Record<string, number> = {
  mrkdwn: 3_000,
  plain_text: 3_000,
  raw_text: 10_000,
  text: 12_000,
};

/** What Slack would say about a card: an empty list if it takes it. Walks everything, as the real check does. */
export function faultsOf({ blocks, text }: Card): string[] {
  const faults: string[] = [];
  const say = (when: boolean, what: string) => when && faults.push(what);
  say(blocks.length > 50 || blocks.length === 0, `${blocks.length} blocks`);
  say(JSON.stringify(blocks).length > 9_500, 'too many block characters');
  say(Buffer.byteLength(text) > 4_000, 'text too long');
  say(/<[!@]/.test(text.replaceAll('<!date^', '')), 'the text pings');
  descend(JSON.parse(JSON.stringify(blocks)), say);
  return faults;
}

function walk(node: Json, say: (when: boolean, what: string) => unknown): void {
  const limits: [string, number][] = [
    ['action_id', 255],
    ['block_id', 255],
    ['value', 2_000],
  ];
  for (const [name, most] of limits)
    if (typeof node[name] === 'string') say(node[name].length > most, `${name} too long`);
  const text = typeof node.text === 'string' ? node.text : undefined;
  if (text !== undefined) {
    say(text.length === 0, 'empty text');
    say(text.length > (MAX_TEXT[String(node.type)] ?? 75), `${node.type} too long: ${text.length}`);
    if (node.type === 'mrkdwn') say(/<!(?!date\^)/.test(text), `unescaped ping: ${text}`);
  }
  if (node.type === 'header') say(((node.text as Json).text as string).length > 150, 'header too long');
  if (node.type === 'button') say(((node.text as Json).text as string).length > 75, 'button too long');
  if (node.type === 'actions') checkActions(node.elements as Json[], say);
  if (Array.isArray(node.fields))
    for (const field of node.fields as Json[]) say((field.text as string).length > 2_000, 'field too long');
  if (node.type === 'data_visualization') checkChart(node, say);
  for (const child of Object.values(node)) descend(child, say);
}

function descend(child: unknown, say: (when: boolean, what: string) => unknown): void {
  if (Array.isArray(child)) for (const one of child) descend(one, say);
  else if (typeof child === 'object' && child !== null) walk(child as Json, say);
}

function checkActions(elements: Json[], say: (when: boolean, what: string) => unknown): void {
  say(elements.length === 0 || elements.length > 25, `${elements.length} actions`);
  const ids = elements.map(({ action_id }) => action_id);
  say(new Set(ids).size < ids.length, 'an action_id twice');
}

function checkChart({ title, chart }: Json, say: (when: boolean, what: string) => unknown): void {
  const { series, axis_config } = chart as { series: Json[]; axis_config: { categories: string[] } };
  const { categories } = axis_config;
  say((title as string).length > 50, 'chart title too long');
  say(series.length === 0 || series.length > 6, `${series.length} series`);
  say(categories.length === 0 || categories.length > 20, `${categories.length} categories`);
  say(
    categories.some(({ length }) => length > 20 || length === 0),
    'category too long',
  );
  say(new Set(categories).size < categories.length, 'a category twice');
  for (const { name, data } of series as { name: string; data: { label: string; value: number }[] }[]) {
    say(name.length > 20, 'series name too long');
    say(data.map(({ label }) => label).join() !== categories.join(), 'labels are not the categories');
    say(
      data.some(({ value }) => !Number.isFinite(value)),
      'a value is no number',
    );
  }
}
