import { expect, test } from 'vitest';
import { describe, typed } from '../../../src/ask/describe.ts';
import { COMMAND_EXAMPLES, EXAMPLES } from '../../../src/ask/lexicon.ts';
import { SUBJECTS } from '../../../src/core/question.ts';
import { COMPARISONS } from './sentences/compare.ts';
import { EVERYDAY } from './sentences/everyday.ts';
import { FILTERS } from './sentences/filters.ts';
import { FOLLOW_UPS } from './sentences/follow-ups.ts';
import { GROUPS } from './sentences/groups.ts';
import { TIMES } from './sentences/times.ts';
import { ask, brief, questionIn } from './world.ts';

test.each([...EVERYDAY, ...GROUPS, ...FILTERS, ...TIMES, ...COMPARISONS].map(([text]) => text))(
  'what is echoed as typed means the same again: %s',
  (text) => {
    const question = questionIn(text);
    expect(brief(ask(typed(question))), typed(question)).toBe(brief({ kind: 'question', question }));
  },
);

test.each(FOLLOW_UPS.filter(([, , meant]) => !meant.startsWith('!')))(
  'after "%s", the echo of "%s" stands alone',
  (before, text, meant) => {
    const together = questionIn(text, { previous: questionIn(before) });
    expect(brief(ask(typed(together))), typed(together)).toBe(meant);
  },
);

test.each(EXAMPLES)('the example of help is a question: %s', (text) => {
  expect(ask(text).kind).toBe('question');
});

test.each(COMMAND_EXAMPLES)('the example of help is a command: %s', (text) => {
  expect(ask(text).kind).toBe('command');
});

test.each(SUBJECTS.filter((subject) => subject !== 'code'))(
  'every subject can be asked for by its own name: %s',
  (subject) => {
    expect(questionIn(subject).subject).toBe(subject);
  },
);

test('a title says in words what was understood', () => {
  expect(describe(questionIn('p95 latency api by endpoint last 6h'))).toBe(
    'P95 latency of api by endpoint, last 6 hours',
  );
  expect(describe(questionIn('errors except payments today vs yesterday'))).toBe(
    'Errors, not service payments, today, beside yesterday',
  );
});
