import type { Alerts } from '../src/alerts/alerts.ts';
import type { Log } from '../src/core/log.ts';
import type { Role } from '../src/core/person.ts';
import type { Refusal } from '../src/core/refusal.ts';
import type { Clock } from '../src/core/time.ts';
import type { Tickets } from '../src/jira/tickets.ts';
import type { ActionId } from '../src/slack/actions.ts';
import type { Card } from '../src/slack/blocks.ts';
import type { Slack } from '../src/slack/open-slack.ts';
import type { Kept } from '../src/store/collection.ts';
import type { Store } from '../src/store/store.ts';
import type { Conversation } from './ask/conversation.ts';
import type { Reply } from './ask/reply.ts';
import type {
  ActionRequest,
  CommandRequest,
  EventRequest,
  OptionsRequest,
  ShortcutRequest,
  ViewRequest,
} from './requests.ts';
import type { SharedReply } from './shared-reply.ts';

/** All that handlers may use; each takes what it needs. */
export interface HandlerContext extends Slack {
  store: Store;
  alerts: Alerts;
  /** Undefined where Jira is not set up. */
  tickets: Tickets | undefined;
  conversation: Conversation;
  clock: Clock;
  log: Log;
}

/** What a handler comes back with: something for the person's eyes, or what it changed, which shows by itself. */
export type Outcome = Card | Refusal | Reply | SharedReply | Kept<unknown> | undefined;

/** Why a form is not taken, by the id of the field; undefined if it is. */
export type FormErrors = Record<string, string> | undefined;

type Run<R, T> = (request: R, context: HandlerContext) => Promise<T>;

export interface HandlerOptions {
  /** The least that a person must be. */
  role: Role;
}

export type Handler = HandlerOptions & { id: string } & (
    | { kind: 'command'; run: Run<CommandRequest, Outcome> }
    | { kind: 'action'; run: Run<ActionRequest, Outcome> }
    | { kind: 'shortcut'; run: Run<ShortcutRequest, Outcome> }
    | { kind: 'event'; run: Run<EventRequest, Outcome> }
    | { kind: 'view'; run: Run<ViewRequest, FormErrors> }
    | { kind: 'options'; run: Run<OptionsRequest, { id: string; name: string }[]> }
  );

type HandlerOf<K extends Handler['kind']> = Extract<Handler, { kind: K }>;

function define<K extends Handler['kind']>(kind: K) {
  return (id: string, { role }: HandlerOptions, run: HandlerOf<K>['run']) =>
    ({ kind, id, role, run }) as HandlerOf<K>;
}

export const command = define('command');
/** A click on a button or a choice of a select. */
export const action: (id: ActionId, options: HandlerOptions, run: HandlerOf<'action'>['run']) => Handler =
  define('action');
export const shortcut = define('shortcut');
export const event = define('event');
/** A submitted modal. */
export const view = define('view');
/** What an external select offers. */
export const options: (id: ActionId, options: HandlerOptions, run: HandlerOf<'options'>['run']) => Handler =
  define('options');
