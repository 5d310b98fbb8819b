import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type RunFile,
  readRunFile,
  removeRunFile,
  variablesOf,
  writeRunFile,
} from '../../../src/config/run-file.ts';
import { loadSettings } from '../../../src/config/settings.ts';

const RUN: RunFile = {
  pid: process.pid,
  page: 'http://127.0.0.1:4400/',
  http: 'http://127.0.0.1:4401',
  database: 'postgres://sysmon:secret@127.0.0.1:5432/postgres',
  elasticsearch: null,
  slack: {
    api: 'http://127.0.0.1:4400/api/',
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
    userToken: 'xoxp-1',
    channel: 'C0ALERTS001',
    act: 'http://127.0.0.1:4400/act',
  },
  aws: {
    endpoint: 'http://127.0.0.1:4402',
    region: 'eu-west-1',
    accessKeyId: 'AKIA',
    secretAccessKey: 'secret',
  },
  jira: { host: 'http://127.0.0.1:4403', email: 'bot@example.com', apiToken: 'token', project: 'OPS' },
  balena: { apiUrl: 'http://127.0.0.1:4404/', token: 'balena' },
  sources: [{ kind: 'balena', apiUrl: 'http://127.0.0.1:4404/', token: 'balena' }],
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sysmon-run-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('.sysmon/run.json', () => {
  test('is for the eyes of its owner alone, and gone after a stop', async () => {
    await writeRunFile(folder, RUN);
    expect((await stat(join(folder, 'run.json'))).mode & 0o777).toBe(0o600);
    expect(await readRunFile(folder)).toEqual(RUN);
    await removeRunFile(folder);
    expect(await readRunFile(folder)).toBeUndefined();
  });

  test('does not count once its process is dead', async () => {
    await writeRunFile(folder, { ...RUN, pid: 2 ** 22 + 1 });
    expect(await readRunFile(folder)).toBeUndefined();
  });

  test('is all the settings that a command needs', async () => {
    const settings = await loadSettings(variablesOf(RUN), RUN.sources);
    expect(settings).toMatchObject({
      store: { kind: 'postgres', url: RUN.database },
      jira: RUN.jira,
      slack: { channel: 'C0ALERTS001' },
    });
    expect(settings.sources).toMatchObject([
      { endpoint: 'http://127.0.0.1:4402', credentials: { accessKeyId: 'AKIA' } },
      { kind: 'balena', token: 'balena' },
    ]);
  });
});
