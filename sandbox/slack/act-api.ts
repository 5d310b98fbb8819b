import type { EphemeralMessage, Message, View } from './objects.ts';

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
 * What the person saw because of what they did. A request that makes no sense is a 400 with `{ok: false, error: 'invalid_arguments', messages}`.
 */
export interface ActResult {
  /** False if there is an `error`, or if the modal stays open because of `errors`. */
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
