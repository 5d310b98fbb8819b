import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ConfigError } from '../../../src/core/errors.ts';
import { FINDING_KINDS } from '../../../src/core/finding.ts';
import { DEFAULT_RULES } from '../../../src/detect/defaults.ts';
import { RULES, rulesOf } from '../../../src/detect/registry.ts';

test('every rule in the folder has its line in the registry', async () => {
  const files = await readdir(new URL('../../../src/detect/rules', import.meta.url));
  const kinds = files.map((file) => file.replace('.ts', '').replaceAll('-', '_'));
  expect(kinds.sort()).toEqual(Object.keys(RULES).sort());
  expect(kinds).toEqual([...FINDING_KINDS].sort());
});

test('without settings the default rules run, and settings add to them', () => {
  expect(rulesOf([])).toEqual(DEFAULT_RULES);
  const [added] = rulesOf([{ name: 'many', kind: 'frequency', threshold: 50 }]).slice(DEFAULT_RULES.length);
  expect(added).toMatchObject({ name: 'many', kind: 'frequency', lasting: true, overlap: 5 * 60_000 });
});

test('wrong rules are all named, with their path', () => {
  const wrong = () =>
    rulesOf([
      { name: 'Many!', kind: 'frequency', threshold: 0 },
      { name: 'x', kind: 'telepathy' },
    ]);
  expect(wrong).toThrow(ConfigError);
  expect(wrong).toThrow(/rules\.0\.name: .*\nrules\.0\.threshold: .*\nrules\.1\.kind: /);
  expect(() => rulesOf([{ name: 'errors', kind: 'anomaly' }])).toThrow('two rules are named errors');
});
