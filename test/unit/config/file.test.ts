import { expect, test } from 'vitest';
import { COMPLETE, faultsOf, settingsFile } from './settings-file.ts';

test.each([
  ['a bracket that is open', 'sources: [ { token: hunter2'],
  ['a tab', 'sources:\n\t- kind: hunter2'],
  ['a name given twice', 'hunter2: 1\nhunter2: 2'],
  ['a text that is open', 'a: "hunter2'],
  ['an unknown alias', 'a: *hunter2'],
  ['an unknown escape', 'a: "\\hunter2"'],
  ['more after the end', 'a: 1\n}hunter2'],
])('a file with %s is not YAML: said in one sentence, without a word of it', async (_, text) => {
  const SYSMON_CONFIG = await settingsFile(text);
  const faults = await faultsOf({ ...COMPLETE, SYSMON_CONFIG });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${SYSMON_CONFIG}: .{8,}`));
  expect(faults[0]).not.toContain('hunter2');
});

test('a fault of YAML says where it is', async () => {
  const SYSMON_CONFIG = await settingsFile('sources:\n  - kind: x\n bad');
  expect((await faultsOf({ ...COMPLETE, SYSMON_CONFIG })).join()).toMatch(/\(line 3, column \d+\)$/);
});

test('a file that is named must be there', async () => {
  expect(await faultsOf({ ...COMPLETE, SYSMON_CONFIG: '/nowhere/sysmon.yaml' })).toEqual([
    "/nowhere/sysmon.yaml: can't be read (ENOENT)",
  ]);
});

test('an empty file, or one of comments, sets nothing', async () => {
  for (const text of ['', '# nothing yet\n'])
    expect(await faultsOf({ ...COMPLETE, SYSMON_CONFIG: await settingsFile(text) })).toEqual([]);
});

test.each(['a word', '[1, 2]', '7'])('a file that holds %s is refused', async (text) => {
  const faults = await faultsOf({ ...COMPLETE, SYSMON_CONFIG: await settingsFile(text) });
  expect(faults.join()).toMatch(/expected object/);
});

test('an empty list of sources is told from none', async () => {
  const SYSMON_CONFIG = await settingsFile('sources: []');
  expect((await faultsOf({ ...COMPLETE, SYSMON_CONFIG })).join()).toMatch(/^sources: there are none/);
});
