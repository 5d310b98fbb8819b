import type { App } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Log } from '../src/core/log.ts';
import { isRefusal } from '../src/core/refusal.ts';
import { option } from '../src/slack/cards/ticket-form.ts';
import { attend } from './attend.ts';
import type { Handler, HandlerContext } from './handler.ts';
import { showOutcome } from './outcome.ts';
import {
  ActionBody,
  CommandBody,
  EventBody,
  flatten,
  OptionsBody,
  ShortcutBody,
  type SlackEvent,
  ViewBody,
} from './requests.ts';

type HandlerOf<K extends Handler['kind']> = Extract<Handler, { kind: K }>;

/** Adds every handler to the app. Slack is acknowledged first, but for forms and selects, whose acknowledgement is the answer. */
export function listen(app: App, handlers: readonly Handler[], context: HandlerContext): void {
  const seenEvents = new LRUCache<string, true>({ max: 2_000 });
  for (const handler of handlers) {
    if (handler.kind === 'command') onCommand(app, handler, context);
    else if (handler.kind === 'action') onAction(app, handler, context);
    else if (handler.kind === 'shortcut') onShortcut(app, handler, context);
    else if (handler.kind === 'event') onEvent(app, handler, context, seenEvents);
    else if (handler.kind === 'view') onView(app, handler, context);
    else onOptions(app, handler, context);
  }
}

function onCommand(app: App, handler: HandlerOf<'command'>, context: HandlerContext): void {
  app.command(handler.id, async ({ body, ack }) => {
    await acknowledge(ack, context.log);
    const { text, command, user_id, channel_id, response_url } = CommandBody.parse(body);
    const run = (person: Parameters<typeof handler.run>[0]['person']) =>
      handler.run({ person, command, text, channel: channel_id }, context);
    const outcome = await attend({ handler, personId: user_id, target: text, run }, context);
    await showOutcome(outcome, { responseUrl: response_url }, context);
  });
}

/** A card may have several buttons of one action: `answer.example:0`, `answer.example:1`. */
function onAction(app: App, handler: HandlerOf<'action'>, context: HandlerContext): void {
  app.action(new RegExp(`^${handler.id.replaceAll('.', '\\.')}(:\\d+)?$`), async ({ body, ack }) => {
    await acknowledge(ack, context.log);
    const { user, channel, message, container, trigger_id, response_url, actions } = ActionBody.parse(body);
    const value = actions[0]?.selected_option?.value ?? actions[0]?.value ?? '';
    const place = {
      channel: channel?.id ?? container?.channel_id,
      messageTs: message?.ts ?? container?.message_ts,
      threadTs: message?.thread_ts ?? container?.thread_ts,
    };
    const outcome = await attend(
      {
        handler,
        personId: user.id,
        target: value,
        run: (person) => handler.run({ person, value, ...place, triggerId: trigger_id }, context),
      },
      context,
    );
    await showOutcome(outcome, response_url ? { responseUrl: response_url } : { channel: user.id }, context);
  });
}

function onShortcut(app: App, handler: HandlerOf<'shortcut'>, context: HandlerContext): void {
  app.shortcut(handler.id, async ({ body, ack }) => {
    await acknowledge(ack, context.log);
    const { user, channel, message, trigger_id, response_url } = ShortcutBody.parse(body);
    const outcome = await attend(
      {
        handler,
        personId: user.id,
        target: `${channel.id}/${message.ts}`,
        run: (person) =>
          handler.run({ person, channel: channel.id, message, triggerId: trigger_id }, context),
      },
      context,
    );
    await showOutcome(outcome, response_url ? { responseUrl: response_url } : { channel: user.id }, context);
  });
}

/** Bolt has acknowledged it. Slack sends an event again if that came too late: once is enough. */
function onEvent(
  app: App,
  handler: HandlerOf<'event'>,
  context: HandlerContext,
  seen: LRUCache<string, true>,
): void {
  app.event(handler.id, async ({ body }) => {
    if (seen.has(body.event_id)) return;
    seen.set(body.event_id, true);
    const { event } = EventBody.parse(body);
    const { user, channel, text, ts = '', thread_ts } = event;
    if (!user || !channel || !isForUs(event)) return;
    const outcome = await attend(
      {
        handler,
        personId: user,
        target: text,
        run: (person) => handler.run({ person, text, channel, ts, threadTs: thread_ts }, context),
      },
      context,
    );
    const threadTs = event.type === 'app_mention' ? (thread_ts ?? ts) : thread_ts;
    await showOutcome(outcome, { channel, threadTs }, context);
  });
}

/** People's own words: no bots, no edits; messages only where they are meant for us alone. */
function isForUs({ type, subtype, bot_id, channel_type, tab }: SlackEvent): boolean {
  if (bot_id || subtype) return false;
  if (type === 'message') return channel_type === 'im';
  return type !== 'app_home_opened' || tab === 'home';
}

function onView(app: App, handler: HandlerOf<'view'>, context: HandlerContext): void {
  app.view(handler.id, async ({ body, ack }) => {
    const { user, view } = ViewBody.parse(body);
    const values = flatten(view.state.values);
    const request = { values, metadata: view.private_metadata };
    const errors = await attend(
      {
        handler,
        personId: user.id,
        target: view.private_metadata,
        run: (person) => handler.run({ ...request, person }, context),
      },
      context,
    );
    const [anyField = ''] = Object.keys(values);
    const shown = isRefusal(errors) ? { [anyField]: errors.refused } : errors;
    await acknowledge(() => (shown ? ack({ response_action: 'errors', errors: shown }) : ack()), context.log);
  });
}

function onOptions(app: App, handler: HandlerOf<'options'>, context: HandlerContext): void {
  app.options(handler.id, async ({ body, ack }) => {
    const { user, value: query } = OptionsBody.parse(body);
    const person = await context.people.get(user.id);
    const found = await handler.run({ person, query }, context).catch((error) => {
      context.log.warn({ error: String(error), what: handler.id }, 'nothing to choose from');
      return [];
    });
    await acknowledge(() => ack({ options: found.slice(0, 100).map(option) }), context.log);
  });
}

/** Slack hung up before we could say that we heard: the work is done all the same. */
async function acknowledge(ack: () => Promise<void>, log: Log): Promise<void> {
  await ack().catch((error) => log.warn({ error: String(error) }, 'Slack was not acknowledged'));
}
