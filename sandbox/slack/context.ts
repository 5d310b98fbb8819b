import type { Log } from '../../src/core/log.ts';
import type { Clock } from '../../src/core/time.ts';
import type { Credentials } from './credentials.ts';
import type { Delivery } from './delivery/delivery.ts';
import type { Events } from './delivery/events.ts';
import type { Sockets } from './delivery/sockets.ts';
import type { Feed } from './feed.ts';
import type { FileStore } from './files/file-store.ts';
import type { Ids } from './ids.ts';
import type { Manifest } from './manifest.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Settings } from './settings.ts';
import type { Suggestions } from './suggestions.ts';
import type { Triggers } from './triggers.ts';
import type { Modals } from './views/modals.ts';
import type { Ephemerals } from './workspace/ephemerals.ts';
import type { Messages } from './workspace/messages.ts';
import type { Workspace } from './workspace/workspace.ts';

/** All that the routes work on. */
export interface SlackContext {
  clock: Clock;
  log: Log;
  ids: Ids;
  credentials: Credentials;
  settings: Settings;
  manifest: Manifest;
  workspace: Workspace;
  feed: Feed;
  messages: Messages;
  ephemerals: Ephemerals;
  files: FileStore;
  modals: Modals;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  suggestions: Suggestions;
  limits: RateLimits;
  sockets: Sockets;
  delivery: Delivery;
  events: Events;
  /** Where the server listens, without a slash at the end. */
  origin(): string;
}
