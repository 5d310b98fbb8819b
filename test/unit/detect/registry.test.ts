import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ConfigError } from '../../../src/core/errors.ts';
import { FINDING_KINDS } from '../../../src/core/finding.ts';
import { DEFAULT_RULES } from '../../../src/detect/defaults.ts';
import { RULES, RuleSettings, rulesOf } from '../../../src/detect/registry.ts';

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

test('rules about any metric: whom they are about, and what tells their series apart', () => {
  const [disk, pods, oom] = rulesOf([
    {
      name: 'db-disk',
      kind: 'threshold',
      metric: 'host.disk.utilization',
      above: 80,
      where: { 'host.name': ['db-1', 'db-2'], 'disk.mount': '/var' },
      by: ['host.name', 'disk.mount'],
    },
    {
      name: 'pods',
      kind: 'share',
      metric: 'pod.ready',
      percent: 50,
      where: { 'kubernetes.namespace': 'prod' },
    },
    { name: 'oom', kind: 'problem', metric: 'container.problems', except: ['Pending'] },
  ]).slice(DEFAULT_RULES.length);
  expect(disk).toMatchObject({ owner: 'host.name', owners: ['db-1', 'db-2'] });
  expect(disk?.view.readings).toEqual([
    { metric: 'host.disk.utilization', where: { 'disk.mount': ['/var'] }, by: ['disk.mount'] },
  ]);
  expect(pods).toMatchObject({ owner: 'service.name', owners: [] });
  expect(pods?.view.readings[0].where).toEqual({ 'kubernetes.namespace': ['prod'] });
  expect(oom).toMatchObject({ kind: 'problem', lasting: true });
});

test('a rule about labels that its metric does not have, or with two limits, is refused', () => {
  const wrong = (rule: object) => () => rulesOf([{ name: 'x', metric: 'host.disk.utilization', ...rule }]);
  expect(wrong({ kind: 'threshold', above: 1, below: 2 })).toThrow(/rules\.0\.above: .*either/);
  expect(wrong({ kind: 'threshold' })).toThrow(/rules\.0\.above: /);
  expect(wrong({ kind: 'threshold', above: 1, by: ['service.name'] })).toThrow(
    /rules\.0\.by: host\.disk\.utilization has the labels host\.name, disk\.mount/,
  );
  expect(wrong({ kind: 'flatline', where: { fleet: 'a' } })).toThrow(/rules\.0\.where\.fleet: /);
  expect(wrong({ kind: 'share' })).toThrow(/rules\.0\.metric: /);
});

test('a rule that was parsed once is the same when it is parsed again', () => {
  const rule = { name: 'x', kind: 'flatline', metric: 'container.up', where: { 'service.name': 'api' } };
  const once = RuleSettings.parse(rule);
  expect(RuleSettings.parse(once)).toEqual(once);
});
