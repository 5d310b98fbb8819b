import type { SlackContext } from '../context.ts';
import type { InstalledApp } from '../page-api.ts';
import { APP } from '../world.ts';

export function installedApp({
  manifest,
  settings,
  sockets,
}: Pick<SlackContext, 'manifest' | 'settings' | 'sockets'>): InstalledApp {
  const { slash_commands, shortcuts } = manifest.features;
  return {
    id: APP.id,
    name: manifest.display_information.name,
    bot_user: APP.user,
    connected: settings.requestUrl !== null || sockets.count() > 0,
    commands: slash_commands,
    shortcuts: shortcuts
      .filter(({ type }) => type === 'message')
      .map(({ name, callback_id, description }) => ({ name, callback_id, description })),
  };
}
