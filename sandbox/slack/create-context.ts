import { join } from 'node:path';
import type { SlackContext } from './context.ts';
import { loadCredentials } from './credentials.ts';
import type { Delivery } from './delivery/delivery.ts';
import { createEvents } from './delivery/events.ts';
import { createSignedHttp } from './delivery/signed-http.ts';
import { createSockets } from './delivery/sockets.ts';
import { createFeed } from './feed.ts';
import { createFileStore } from './files/file-store.ts';
import { createIds } from './ids.ts';
import { readManifest } from './manifest.ts';
import type { SlackOptions } from './options.ts';
import { installedApp } from './page-server/installed-app.ts';
import { createRateLimits } from './rate-limits.ts';
import { createResponseUrls } from './response-urls.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { createSuggestions } from './suggestions.ts';
import { createTriggers } from './triggers.ts';
import { createModals } from './views/modals.ts';
import { createEphemerals } from './workspace/ephemerals.ts';
import { createMessages } from './workspace/messages.ts';
import { openWorkspace } from './workspace/workspace.ts';

const MANIFEST = new URL('../../slack-manifest.yaml', import.meta.url);

/** Everything but the HTTP server, which sets `origin` once it listens. */
export async function createContext({ folder, clock, log, ...options }: SlackOptions): Promise<SlackContext> {
  const ids = createIds();
  const credentials = await loadCredentials(folder, ids);
  const manifest = options.manifest ?? (await readManifest(MANIFEST));
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const workspace = await openWorkspace(folder, clock);
  const feed = createFeed();
  const sockets = createSockets(ids, () =>
    feed.tell({ type: 'app_changed', app: installedApp({ manifest, settings, sockets }) }),
  );
  const http = createSignedHttp(credentials.signingSecret, clock, () => settings.requestUrl ?? '');
  const delivery: Delivery = {
    send: (...message) => (settings.requestUrl === null ? sockets : http).send(...message),
  };
  return {
    clock,
    log,
    ids,
    credentials,
    settings,
    manifest,
    workspace,
    feed,
    messages: createMessages(workspace, feed),
    ephemerals: createEphemerals(workspace.nextTs, feed),
    files: createFileStore(join(folder, 'files'), workspace, clock, ids),
    modals: createModals(feed),
    triggers: createTriggers(clock, ids),
    responseUrls: createResponseUrls(clock, ids),
    suggestions: createSuggestions(),
    limits: createRateLimits(clock),
    sockets,
    delivery,
    events: createEvents(delivery, credentials, clock, ids),
    origin: () => '',
  };
}
