import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { refuseFaults } from '../../../handlers/check.ts';
import { HANDLERS } from '../../../handlers/index.ts';
import { ConfigError } from '../../../src/core/errors.ts';
import { SCOPES } from '../../../src/slack/scopes.ts';

const root = new URL('../../../', import.meta.url);
const manifest = parse(readFileSync(new URL('slack-manifest.yaml', root), 'utf8'));
const ids = (kind: string) => HANDLERS.filter((handler) => handler.kind === kind).map(({ id }) => id);

test('every file of the handler folders is in the registry', async () => {
  const folders = ['actions', 'commands', 'events', 'options', 'shortcuts', 'views'];
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(`handlers/${folder}/`, root)).map((file) => `${folder}/${file}`),
  );
  const exported = await Promise.all(files.map((file) => import(new URL(`handlers/${file}`, root).href)));
  const handlers = exported.flatMap((module) =>
    Object.values(module).filter((value) => typeof value === 'object'),
  );
  expect(new Set(handlers)).toEqual(new Set(HANDLERS));
});

test('the start refuses a button that nobody answers, and one that two answer', () => {
  expect(() => refuseFaults(HANDLERS)).not.toThrow();
  const [first, ...others] = HANDLERS.filter(({ kind }) => kind === 'action');
  expect(() => refuseFaults(others)).toThrow(ConfigError);
  expect(() => refuseFaults([...HANDLERS, ...(first ? [first] : [])])).toThrow(/two handlers answer/);
});

test('the manifest lists the commands, shortcuts, events and scopes that the handlers use', () => {
  const { features, settings, oauth_config } = manifest;
  expect(features.slash_commands.map(({ command }: { command: string }) => command)).toEqual(ids('command'));
  expect(features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id)).toEqual(
    ids('shortcut'),
  );
  const events = settings.event_subscriptions.bot_events.map((event: string) =>
    event.replace('message.im', 'message'),
  );
  expect(events.toSorted()).toEqual(ids('event').toSorted());
  expect(oauth_config.scopes.bot).toEqual([...SCOPES]);
  expect(settings.interactivity.is_enabled).toBe(true);
});
