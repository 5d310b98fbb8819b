import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/block-kit/blocks.ts';
import { withIds } from '../../../sandbox/slack/block-kit/elements.ts';
import { checkMessageBlocks } from '../../../sandbox/slack/block-kit/message.ts';
import { checkView } from '../../../sandbox/slack/block-kit/view.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string) => ({ text: plain('one'), value });
const point = (label: string, value: unknown = 1) => ({ label, value });
const line = (names: string[], labels: string[], categories = labels) => ({
  type: 'data_visualization',
  title: 'Errors',
  chart: {
    type: 'line',
    series: names.map((name) => ({ name, data: labels.map((label) => point(label)) })),
    axis_config: { categories },
  },
});
const many = <T>(count: number, one: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => one(index));

function problemsOf(...blocks: unknown[]): string[] {
  const checked = checkBlocks(blocks, 'message', '/blocks');
  return 'problems' in checked ? checked.problems : [];
}

describe('a message is taken with', () => {
  test.each([
    ['a section of 3,000 characters', { type: 'section', text: mrkdwn('x'.repeat(3000)) }],
    ['ten fields', { type: 'section', fields: many(10, () => mrkdwn('x'.repeat(2000))) }],
    ['25 buttons', actions(...many(25, (index) => button({ action_id: `go-${index}` })))],
    ['an overflow menu', actions({ type: 'overflow', options: [option('a')] })],
    [
      'a table',
      { type: 'table', rows: [[{ type: 'raw_text', text: 'api' }]], column_settings: [{ align: 'right' }] },
    ],
    ['a chart of six series and twenty categories', line(many(6, String), many(20, String))],
    ['a pie', { type: 'data_visualization', title: 'x', chart: { type: 'pie', segments: [point('a')] } }],
    [
      'rich text',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] }],
      },
    ],
    ['markdown', { type: 'markdown', text: '# hi' }],
    ['an external select', actions({ type: 'external_select', action_id: 'who', min_query_length: 0 })],
    ['an image', { type: 'image', image_url: 'https://sandbox.example/a.png', alt_text: 'a chart' }],
  ])('%s', (_what, block) => {
    expect(problemsOf(block)).toEqual([]);
  });
});

describe('a message is refused with', () => {
  test.each([
    [
      'no text',
      { type: 'section', text: mrkdwn('') },
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a long header',
      { type: 'header', text: plain('x'.repeat(151)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header in markup',
      { type: 'header', text: mrkdwn('x') },
      'must be a valid enum value [json-pointer:/blocks/0/text/type]',
    ],
    [
      'eleven fields',
      { type: 'section', fields: many(11, () => mrkdwn('x')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a section of nothing',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      '26 buttons',
      actions(...many(26, (index) => button({ action_id: `go-${index}` }))),
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['no buttons', actions(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      'a long button',
      actions(button({ text: plain('x'.repeat(76)) })),
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      actions(button({ value: 'x'.repeat(2001) })),
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a long address',
      actions(button({ url: `https://x.example/${'x'.repeat(3000)}` })),
      'must be less than 3001 characters [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'no address at all',
      actions(button({ url: 'nowhere' })),
      'must be a valid url [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'what a button never had',
      actions(button({ disabled: true })),
      'invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a confirmation without text',
      actions(button({ confirm: {} })),
      'missing required field: text [json-pointer:/blocks/0/elements/0/confirm]',
    ],
    [
      'the same action twice',
      actions(button(), button()),
      '`action_id` "go" already exists [json-pointer:/blocks/0]',
    ],
    [
      'an input outside its block',
      actions({ type: 'plain_text_input' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a hundred and one options',
      actions({ type: 'static_select', options: many(101, String).map(option) }),
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'options twice',
      actions({
        type: 'static_select',
        options: [option('a')],
        option_groups: [{ label: plain('g'), options: [option('b')] }],
      }),
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'seven series',
      line(many(7, String), ['a']),
      'no more than 6 items allowed [json-pointer:/blocks/0/chart/series]',
    ],
    [
      '21 categories',
      line(['a'], many(20, String), many(21, String)),
      'no more than 20 items allowed [json-pointer:/blocks/0/chart/axis_config/categories]',
    ],
    [
      'a missing point',
      line(['a'], ['10:00'], ['10:00', '11:00']),
      'must hold one data point for each category [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'two series of one name',
      line(['a', 'a'], ['x']),
      'series names must be unique [json-pointer:/blocks/0/chart/series]',
    ],
    [
      'a hole in a chart',
      { type: 'data_visualization', title: 'x', chart: { type: 'pie', segments: [point('a', null)] } },
      'must provide a number [json-pointer:/blocks/0/chart/segments/0/value]',
    ],
    [
      'a 21st column',
      { type: 'table', rows: [many(21, () => ({ type: 'raw_text', text: 'x' }))] },
      'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
    ],
    ['an unknown block', { type: 'chart' }, 'unsupported type: chart [json-pointer:/blocks/0/type]'],
    [
      'an alert, which is for modals',
      { type: 'alert', text: plain('x') },
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
  ])('%s', (_what, block, problem) => {
    expect(problemsOf(block)).toContain(problem);
  });

  test('two blocks of one id', () => {
    const divider = { type: 'divider', block_id: 'same' };
    expect(problemsOf(divider, divider)).toEqual([
      '`block_id` "same" already exists [json-pointer:/blocks/1/block_id]',
    ]);
  });

  test('two tables, or three charts, or an image that nobody can see yet', () => {
    const rules = { nativeCharts: true, isReadyFile: () => false };
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    const image = { type: 'image', slack_file: { id: 'F0123456789' }, alt_text: 'x' };
    expect(() => checkMessageBlocks([table, table], rules)).toThrow('invalid_attachments');
    expect(() =>
      checkMessageBlocks(
        many(3, () => line(['a'], ['x'])),
        rules,
      ),
    ).toThrow('invalid_blocks');
    expect(() => checkMessageBlocks([image], rules)).toThrow('invalid_blocks');
  });
});

test('whatever comes is either taken or refused with words, never an exception', () => {
  const anything = fc.array(
    fc.oneof(
      fc.jsonValue(),
      fc.record({ type: fc.constantFrom('section', 'actions', 'table'), text: fc.jsonValue() }),
    ),
  );
  fc.assert(
    fc.property(anything, (blocks) => {
      const checked = checkBlocks(blocks, 'message', '/blocks');
      if ('problems' in checked) expect(checked.problems.every((one) => one.endsWith(']'))).toBe(true);
    }),
  );
});

test('a modal with inputs needs a submit button, and short titles', () => {
  const input = { type: 'input', label: plain('Summary'), element: { type: 'plain_text_input' } };
  const modal = { type: 'modal', title: plain('Ticket'), blocks: [input] };
  expect(checkView(modal)).toEqual({ problems: ['missing required field: submit [json-pointer:/view]'] });
  expect(checkView({ ...modal, submit: plain('Create') })).toHaveProperty('blocks');
  const long = { ...modal, title: plain('x'.repeat(25)), private_metadata: 'x'.repeat(3001) };
  expect(checkView(long)).toEqual({
    problems: [
      'must be less than 25 characters [json-pointer:/view/title/text]',
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
  });
});

test('ids that were left out are made up, those that were given stay', () => {
  let made = 0;
  const makeId = () => `made-${++made}`;
  const blocks = withIds(
    [actions({ type: 'button', text: plain('a') }, button()), { type: 'divider', block_id: 'mine' }],
    makeId,
  );
  expect(blocks).toMatchObject([
    { block_id: 'made-1', elements: [{ action_id: 'made-2' }, { action_id: 'go' }] },
    { block_id: 'mine' },
  ]);
});
