import fc from 'fast-check';
import { expect, test } from 'vitest';
import { muteEnd } from '../../../handlers/actions/mute.ts';
import { escapeText, link, moment, oneLine, plain } from '../../../src/slack/text.ts';
import { lasting, personName } from '../../../src/slack/words.ts';
import { NOW } from './samples.ts';

test('nothing that a log says pings or links', () => {
  expect(escapeText('<!channel> & <@U1> <https://evil.example|here>')).toBe(
    '&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;https://evil.example|here&gt;',
  );
});

test('a text is cut to its limit with entities counted, never inside one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, max) => {
      const cut = escapeText(text, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut.replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
    }),
  );
});

test('half a character is never left over', () => {
  expect(plain('a🧨🧨', 4)).toBe('a🧨…');
  expect(plain('🧨🧨🧨', 4)).toBe('🧨…');
});

test('an empty line is a dash, since Slack refuses empty texts', () => {
  expect(oneLine('  \n ', 10)).toBe('–');
});

test('a link to what is no address is only its label', () => {
  expect(link('javascript>|', 'OPS-1')).toBe('OPS-1');
  expect(link('https://jira.example/browse/OPS-1', 'OPS-1 <x>')).toBe(
    '<https://jira.example/browse/OPS-1|OPS-1 &lt;x&gt;>',
  );
});

test('a moment is shown in the time zone of its reader', () => {
  expect(moment(NOW)).toBe(`<!date^${NOW / 1_000}^{date_short_pretty} at {time}|2026-11-24 10:30 UTC>`);
});

test('durations in words', () => {
  expect(lasting(NOW, NOW + 30_000)).toBe('less than a minute');
  expect(lasting(NOW, NOW + 125 * 60_000)).toBe('2 hours 5 minutes');
});

test('only a Slack user is mentioned', () => {
  expect(personName({ id: 'U0MAYA00001', name: 'Maya' })).toBe('<@U0MAYA00001>');
  expect(personName({ id: '5b10<!channel>', name: 'Jo <!here>' })).toBe('Jo &lt;!here&gt;');
});

test('tomorrow at nine is nine where the person lives', () => {
  expect(new Date(muteEnd('tomorrow', NOW, 'America/New_York')).toISOString()).toBe(
    '2026-11-25T14:00:00.000Z',
  );
  expect(new Date(muteEnd('tomorrow', NOW, 'Asia/Kolkata')).toISOString()).toBe('2026-11-25T03:30:00.000Z');
  expect(muteEnd('4h', NOW, 'UTC') - NOW).toBe(4 * 3_600_000);
});
