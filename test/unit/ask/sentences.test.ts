import { expect, test } from 'vitest';
import { COMMANDS } from './sentences/commands.ts';
import { COMPARISONS } from './sentences/compare.ts';
import { EVERYDAY } from './sentences/everyday.ts';
import { FILTERS } from './sentences/filters.ts';
import { FOLLOW_UPS } from './sentences/follow-ups.ts';
import { GROUPS } from './sentences/groups.ts';
import { REFUSED } from './sentences/refused.ts';
import { TIMES } from './sentences/times.ts';
import { SLIPS } from './sentences/typos.ts';
import { UNSEEN } from './sentences/unseen.ts';
import { ask, brief, questionIn } from './world.ts';

test.each([...EVERYDAY, ...GROUPS, ...FILTERS, ...TIMES, ...COMPARISONS, ...SLIPS, ...COMMANDS, ...UNSEEN])(
  'understands: %s',
  (text, meant) => {
    expect(brief(ask(text))).toBe(meant);
  },
);

test.each(FOLLOW_UPS)('after "%s", understands: %s', (before, text, meant) => {
  expect(brief(ask(text, { previous: questionIn(before) }))).toBe(meant);
});

test.each(REFUSED)('refuses "%s", naming "%s", with an example that is understood', (text, named) => {
  const understood = ask(text);
  if (understood.kind !== 'unclear') throw new Error(`understood as ${brief(understood)}`);
  expect(understood.unclear.error).toContain(named);
  expect(ask(understood.unclear.example).kind).not.toBe('unclear');
});

test.each(['thanks', 'why?', 'frobnicator', 'no, web', 'delete them', 'more'])(
  'a follow-up that says nothing understandable changes nothing: %s',
  (text) => {
    expect(ask(text, { previous: questionIn('errors api last 24h') }).kind).toBe('unclear');
  },
);
