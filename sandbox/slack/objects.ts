/** A block as the app sent it, already valid and with its `block_id` filled in. */
export type Block = { type: string; block_id: string } & Record<string, unknown>;

export interface Person {
  id: string;
  /** The handle, e.g. `maya`. */
  name: string;
  real_name: string;
  title: string;
  email: string;
  /** IANA time zone. */
  tz: string;
  /** Avatar's background, six hexadecimal digits without `#`. */
  color: string;
  is_bot: boolean;
}

export interface Channel {
  id: string;
  /** Without `#`; for a direct message the other person's handle. */
  name: string;
  topic: string;
  is_im: boolean;
  /** For a direct message: the person it is with, besides the app. */
  user?: string;
  members: string[];
}

interface Reaction {
  name: string;
  users: string[];
  count: number;
}

export interface SharedFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  size: number;
  alt_txt?: string;
  user: string;
  /** Unix seconds. */
  created: number;
  /** Same origin as the page: `/files/<id>/<name>`; 404 to people while it is not shared in a channel. */
  url_private: string;
  permalink: string;
}

export interface Message {
  type: 'message';
  channel: string;
  ts: string;
  user: string;
  /** Slack's markup (mrkdwn), `& < >` escaped, mentions as `<@U…>`. */
  text: string;
  /** Set on messages of the app. */
  bot_id?: string;
  app_id?: string;
  blocks?: Block[];
  files?: SharedFile[];
  reactions?: Reaction[];
  edited?: { user: string; ts: string };
  /** Of a reply its parent; of a parent with replies its own `ts`. */
  thread_ts?: string;
  reply_count?: number;
  reply_users?: string[];
  latest_reply?: string;
  /** A reply that was also sent to the channel. */
  subtype?: 'thread_broadcast';
  metadata?: { event_type: string; event_payload?: Record<string, unknown> };
}

/** Seen by one person only, gone after a restart. Posted by the app, or by Slackbot (`USLACKBOT`) to say that something failed. */
export interface EphemeralMessage extends Message {
  is_ephemeral: true;
  /** Who sees it. */
  to: string;
}

export interface View {
  id: string;
  type: 'modal' | 'home';
  callback_id: string;
  title: { type: 'plain_text'; text: string; emoji?: boolean };
  submit: { type: 'plain_text'; text: string; emoji?: boolean } | null;
  close: { type: 'plain_text'; text: string; emoji?: boolean } | null;
  blocks: Block[];
  private_metadata: string;
  external_id: string;
  hash: string;
  /** What the person has filled in or the app preset: `values[block_id][action_id]`. */
  state: { values: StateValues };
  root_view_id: string;
  previous_view_id: string | null;
  clear_on_close: boolean;
  notify_on_close: boolean;
  team_id: string;
  app_id: string;
  app_installed_team_id: string;
  bot_id: string;
}

export type StateValues = Record<string, Record<string, StateValue>>;

/** As in Slack's `state.values`; which member is there follows from `type`. */
export interface StateValue {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
}

export interface Option {
  text: { type: 'plain_text' | 'mrkdwn'; text: string; emoji?: boolean };
  value: string;
  description?: { type: 'plain_text'; text: string };
}
