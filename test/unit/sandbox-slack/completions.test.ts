import { expect, test } from 'vitest';
import { SERVICES } from '../../../sandbox/scenario/story.ts';
import { completions, QUESTIONS } from '../../../sandbox/slack/page/completions.ts';
import { understand } from '../../../src/ask/index.ts';

const services = SERVICES.map(({ group }) => group.split('/').at(-1) ?? '');
const asking = {
  now: Date.UTC(2026, 10, 24, 16),
  timezone: 'America/New_York',
  known: { services, fleets: [], namespaces: [], hosts: [] },
};
const app = {
  id: 'A1',
  name: 'sysmon',
  bot_user: 'U1',
  connected: true,
  commands: [{ command: '/sysmon', description: 'Ask', usage_hint: '' }],
  shortcuts: [],
};
const offered = (text: string) => completions(text, { app }).map((offer) => offer.text);

test.each(QUESTIONS)('"%s" is understood as it is offered', (question) => {
  const understood = understand(question, asking);
  expect(understood).not.toHaveProperty('unclear');
});

test('a beginning is completed, then what holds the words', () => {
  expect(offered('/')).toHaveLength(6);
  expect(offered('/sysmon errors a')).toEqual([
    '/sysmon errors api last 24h',
    '/sysmon errors api by hour yesterday',
  ]);
  expect(offered('/sysmon checkout')).toEqual([
    '/sysmon errors checkout last 1h',
    '/sysmon logs checkout last 30m',
  ]);
});

test('a question that is whole is not offered again, and plain words are nobody’s business', () => {
  expect(offered('/sysmon health')).toEqual([]);
  expect(offered('health')).toEqual([]);
  expect(offered('@sys')).toEqual(['@sysmon ']);
});
