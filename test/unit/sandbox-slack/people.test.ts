import { expect, test } from 'vitest';
import { parseCommand } from '../../../sandbox/slack/interactions/command.ts';
import { composed, escaped } from '../../../sandbox/slack/interactions/compose.ts';
import { choose } from '../../../sandbox/slack/views/choose.ts';
import { inputFault } from '../../../sandbox/slack/views/input-check.ts';
import { pickedFrom } from '../../../sandbox/slack/views/picked.ts';

test('what people type becomes markup as in the composer', () => {
  expect(composed('@sysmon a<b & see #alerts, @oncall')).toBe(
    '<@U0SYSMON001> a&lt;b &amp; see <#C0ALERTS001|alerts>, <!subteam^S0ONCALL001>',
  );
  expect(composed('mail me@here, @nobody, https://x.example/?a=1')).toBe(
    'mail me@here, @nobody, <https://x.example/?a=1>',
  );
  expect(escaped('errors > 5')).toBe('errors &gt; 5');
});

test.each([
  ['/sysmon errors api', { command: '/sysmon', text: 'errors api' }],
  ['errors api', { command: '/sysmon', text: 'errors api' }],
  ['/deploy', { command: '/deploy', text: '' }],
])('%s is a command', (typed, parsed) => {
  expect(parseCommand(typed, '/sysmon')).toEqual(parsed);
});

test.each([
  ['high', 'high'],
  [3, '3'],
  [null, null],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [{ type: 'plain_text_input', value: 'x' }, 'x'],
  [{ selected_option: { value: 'high', text: {} } }, 'high'],
  [{ selected_options: [{ value: 'a' }, { value: 'b' }] }, ['a', 'b']],
  [{ selected_user: 'U1' }, 'U1'],
  [{ selected_option: null }, null],
])('%j is read as what was picked', (given, picked) => {
  expect(pickedFrom(given)).toEqual(picked);
});

test('only what is offered can be picked', () => {
  const option = { text: { type: 'plain_text' as const, text: 'High' }, value: 'high' };
  const select = { type: 'static_select', options: [option] };
  expect(choose(select, 'high', [])).toEqual({ type: 'static_select', selected_option: option });
  expect(choose(select, null, [])).toEqual({ type: 'static_select', selected_option: null });
  expect(() => choose(select, 'low', [])).toThrow('option_not_found');
  expect(choose({ type: 'multi_external_select' }, ['high'], [option])).toMatchObject({
    selected_options: [option],
  });
});

test.each([
  ['plain_text_input', {}, '', 'Please complete this required field.'],
  ['plain_text_input', { max_length: 3 }, 'long', 'Please enter at most 3 characters.'],
  ['plain_text_input', { min_length: 3 }, 'ab', 'Please enter at least 3 characters.'],
  ['number_input', { is_decimal_allowed: false }, '1.5', 'Please enter a whole number.'],
  ['number_input', { min_value: '2' }, '1', 'Please enter a number of at least 2.'],
  ['number_input', {}, 'many', 'Please enter a number.'],
  ['email_text_input', {}, 'maya', 'Please enter a valid email address.'],
  ['url_text_input', {}, 'x', 'Please enter a valid URL.'],
  ['plain_text_input', {}, 'fine', undefined],
])('%s %j with "%s" before the app sees it: %s', (type, limits, value, fault) => {
  const block = { type: 'input', block_id: 'b' };
  expect(inputFault(block, { type, ...limits }, { type, value })).toBe(fault);
  const empty = { type, value: null };
  expect(inputFault({ ...block, optional: true }, { type, ...limits }, empty)).toBeUndefined();
});
