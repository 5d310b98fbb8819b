import type { Channel, EphemeralMessage, Message, Person, View } from './objects.ts';

/**
 * What the page and the local Slack server say to each other. Objects are as Slack's own API spells them (snake case), so that the page can hand
 * blocks to any Block Kit renderer, and any client of the real service understands an answer of `act/*`.
 *
 * `GET /page/state?user=U…` answers a `PageState`; `GET /page/stream?user=U…` is a stream of server-sent events, each `data:` a `PageEvent`;
 * what a person does is posted as JSON to `/act/*` (the shapes are in `act/requests.ts`) and answered with an `ActResult`.
 */
export type * from './act-api.ts';
export type * from './objects.ts';

/** The installed app as the page shows it. */
export interface InstalledApp {
  id: string;
  name: string;
  bot_user: string;
  /** A Socket Mode connection is open, or a request URL is set. */
  connected: boolean;
  commands: { command: string; description: string; usage_hint: string }[];
  /** Message shortcuts: in the "more" menu of a message. */
  shortcuts: { name: string; callback_id: string; description: string }[];
}

export interface PageState {
  /** Shown wherever it could be taken for the real one. */
  sandbox: true;
  team: { id: string; name: string; domain: string };
  you: string;
  app: InstalledApp;
  people: Person[];
  /** Channels, then the direct message of `you` with the app. */
  channels: Channel[];
  usergroups: { id: string; handle: string; name: string; users: string[] }[];
  /** The newest 200 of each channel without replies, oldest first. */
  messages: Record<string, Message[]>;
  /** Replies by `<channel>/<thread_ts>`, oldest first. */
  replies: Record<string, Message[]>;
  ephemeral: EphemeralMessage[];
  /** Open modals, the one on top last. */
  views: View[];
  home: View | null;
}

export type PageEvent =
  | { type: 'message_posted'; message: Message }
  | { type: 'message_changed'; message: Message }
  | { type: 'message_deleted'; channel: string; ts: string; thread_ts?: string }
  | { type: 'ephemeral_posted'; message: EphemeralMessage }
  | { type: 'ephemeral_changed'; message: EphemeralMessage }
  | { type: 'ephemeral_deleted'; channel: string; ts: string }
  | { type: 'views_changed'; views: View[] }
  | { type: 'home_changed'; view: View }
  | { type: 'app_changed'; app: InstalledApp }
  | { type: 'channel_changed'; channel: Channel };
