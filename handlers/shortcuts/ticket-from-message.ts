import { CALLBACKS } from '../../src/slack/actions.ts';
import { alertAt } from '../../src/slack/delivery/alert-at.ts';
import { oneLine } from '../../src/slack/text.ts';
import { shortcut } from '../handler.ts';
import { ticketIdOfAlert, ticketIdOfThread } from '../tickets/draft.ts';
import { openForm } from '../tickets/open-form.ts';
import { readThread } from '../tickets/thread.ts';

/** "Create Jira ticket" in the menu of any message: its whole thread goes along. On an alert's message it is the alert's ticket. */
export const ticketFromMessage = shortcut(
  CALLBACKS.ticketFromMessage,
  { role: 'responder' },
  ({ channel, message, triggerId }, context) =>
    openForm(triggerId, context, async () => {
      const ts = message.thread_ts ?? message.ts;
      const { permalink, quotes } = await readThread(channel, ts, context);
      const alertId = await alertAt(channel, ts, context.store.documents);
      const [first] = quotes;
      const thread = { channel, ts, ...(permalink ? { permalink } : {}) };
      return {
        source: alertId
          ? { id: ticketIdOfAlert(alertId), alertId, thread }
          : { id: ticketIdOfThread(channel, ts), thread },
        summary: oneLine(first?.text ?? '', 255),
        description: [first ? `${first.author} wrote: ${first.text}` : '', permalink ?? ''].join('\n').trim(),
        quotes,
      };
    }),
);
