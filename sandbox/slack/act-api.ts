import type { EphemeralMessage, Message, View } from './page-api.ts';

/** Milliseconds to wait for what the person would see; default: until the app acknowledged and replied once, at most 3,000. */
interface Waits {
  wait_ms?: number;
}

/** `POST /act/command`: `text` with or without the command itself, e.g. `/sysmon errors api` or `errors api`. */
export interface ActCommand extends Waits {
  user: string;
  channel: string;
  text: string;
  thread_ts?: string | null;
}

/** `POST /act/message`: `@handle`, `@usergroup` and `#channel` become mentions, as Slack's composer does. */
export interface ActMessage extends Waits {
  user: string;
  channel: string;
  text: string;
  thread_ts?: string | null;
}

/** `POST /act/reaction`. */
export interface ActReaction {
  user: string;
  channel: string;
  ts: string;
  name: string;
  /** Take it away instead. */
  remove?: boolean;
}

/** Where an element is: in a message (ephemeral ones too) or in a view (modal or home). */
export interface ElementPlace {
  channel?: string;
  ts?: string;
  view_id?: string;
  action_id: string;
  /** Needed only if two blocks hold the same `action_id`. */
  block_id?: string;
}

/**
 * `POST /act/click`: a button, or a new value of a select, an overflow menu, checkboxes, a date, an input that dispatches. `value` is the value of the
 * option (an array for several), a user's or channel's id, a date, or a text. Confirmation dialogs are the page's to show.
 */
export interface ActClick extends ElementPlace, Waits {
  user: string;
  value?: string | string[] | null;
}

/** `POST /act/options`: what an external select offers for what the person typed. Answers `{ok, options}` or `{ok, option_groups}`. */
export interface ActOptions extends ElementPlace {
  user: string;
  value: string;
}

/** `POST /act/shortcut`: a message shortcut. */
export interface ActShortcut extends Waits {
  user: string;
  channel: string;
  ts: string;
  callback_id: string;
}

/**
 * `POST /act/submit`: `values[block_id][action_id]` or shorter `values[block_id]`, each a plain value as in `ActClick` or a `StateValue`. What is
 * not named keeps its initial value.
 */
export interface ActSubmit extends Waits {
  user: string;
  view_id: string;
  values?: Record<string, unknown>;
}

/** `POST /act/close`: Cancel (this view), or `all` of the stack with the X. */
export interface ActClose {
  user: string;
  view_id: string;
  all?: boolean;
}

/** `POST /act/home`: the person opens the app's Home tab. */
export interface ActHome extends Waits {
  user: string;
}

/** `POST /act/settings`: how the workspace behaves from now on; answers all settings. */
export interface ActSettings {
  /** False: this workspace answers `invalid_blocks` to `data_visualization`. */
  native_charts?: boolean;
  rate_limits?: boolean;
  /** Signed HTTP requests go there instead of Socket Mode; null switches back. */
  request_url?: string | null;
  /** Asks every Socket Mode connection to reconnect: `warning`, `refresh_requested`, `link_disabled`. */
  disconnect?: 'warning' | 'refresh_requested' | 'link_disabled';
}

/** What the person saw because of what they did. A 400 with `{ok: false, error: 'invalid_arguments', messages}` if the request makes no sense. */
export interface ActResult {
  ok: boolean;
  /** `operation_timeout`, `dispatch_failed`, `unknown_command`, `not_supported_in_threads`, `message_not_found`, … */
  error?: string;
  ephemeral: EphemeralMessage[];
  /** New or changed messages, the newest form of each. */
  messages: Message[];
  /** The view on top, if the action opened, changed or kept one. */
  view?: View;
  /** Input errors by `block_id`, of Slack's client itself or of the app. */
  errors?: Record<string, string>;
}
