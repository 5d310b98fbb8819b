import { onTestFinished } from 'vitest';
import { type Ask, openConversation } from '../../handlers/ask/conversation.ts';
import { HANDLERS } from '../../handlers/index.ts';
import { listen } from '../../handlers/listen.ts';
import { startJira } from '../../sandbox/jira/index.ts';
import { createAlerts } from '../../src/alerts/book.ts';
import { understand } from '../../src/ask/index.ts';
import { silentLog } from '../../src/core/log.ts';
import { systemClock } from '../../src/core/time.ts';
import type { Enqueue } from '../../src/core/work.ts';
import { createTickets } from '../../src/jira/create-tickets.ts';
import type { Tickets } from '../../src/jira/tickets.ts';
import { createSlackApp } from '../../src/slack/app.ts';
import { openSlack } from '../../src/slack/open-slack.ts';
import type { SlackSettings } from '../../src/slack/settings.ts';
import { answerSample } from '../unit/slack/samples.ts';
import { temporaryFolder } from './sandbox-slack-app.ts';
import { openWorld, untilDone, type World } from './slack-world.ts';

export interface Bot extends World {
  /** Ends when all that was put in the queue until now has been done. */
  settled(): Promise<void>;
  tickets: Tickets;
  jira: Awaited<ReturnType<typeof startJira>>;
}

const known = { services: ['api', 'web'], fleets: [], namespaces: [], hosts: [] };

/** The ask room understands; the answer is one we know, so that what Slack shows of it can be told. */
const ask: Ask = {
  understand: async (text, { timezone, previous }) =>
    understand(text, { now: Date.now(), timezone, known, ...(previous ? { previous } : {}) }),
  answer: async (question) =>
    answerSample({
      question,
      title: `Errors of ${question.services.join(', ') || 'everything'}, ${question.timeWords}`,
    }),
};

/** The whole bot in a workspace of the sandbox, with a Jira of the sandbox. */
export async function startBot(roles?: SlackSettings['roles']): Promise<Bot> {
  const world = await openWorld({ workspace: { rateLimits: false } });
  const { store } = world;
  const settings = { ...world.settings, roles };
  const slack = openSlack({ settings, store, clock: systemClock, log: silentLog });
  const jira = await startJira({ folder: await temporaryFolder(), clock: systemClock, log: silentLog });
  onTestFinished(() => jira.stop());
  const running = new Set<Promise<void>>();
  const enqueue: Enqueue = async (name, payload) => {
    const run = untilDone(() => perform(name, payload), 100).catch(() => {});
    running.add(run);
    void run.then(() => running.delete(run));
  };
  async function perform(name: string, payload: object) {
    if ('alertId' in payload) await slack.delivery.deliver(String(payload.alertId));
    if (name === 'ticket' && 'ticketId' in payload) await tickets.deliver(String(payload.ticketId));
  }
  const alerts = createAlerts({ store, enqueue, clock: systemClock, log: silentLog });
  const tickets = createTickets({
    store,
    alerts,
    enqueue,
    clock: systemClock,
    log: silentLog,
    settings: { host: jira.host, email: jira.email, apiToken: jira.apiToken, project: jira.project },
    onTicketChanged: ({ id }) => slack.delivery.deliverTicket(id),
  });
  const conversation = openConversation(ask, store.documents, systemClock);
  const context = { ...slack, store, alerts, tickets, conversation, clock: systemClock, log: silentLog };
  const app = createSlackApp({
    settings,
    call: slack.call,
    log: silentLog,
    register: (bolt) => listen(bolt, HANDLERS, context),
  });
  await app.start();
  onTestFinished(() => app.stop());
  const settled = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  onTestFinished(settled);
  return { ...world, slack, settled, tickets, jira };
}
