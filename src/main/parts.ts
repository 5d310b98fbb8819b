import { setTimeout as sleep } from 'node:timers/promises';
import { openConversation } from '../../handlers/ask/conversation.ts';
import type { HandlerContext } from '../../handlers/handler.ts';
import { openBroker } from '../../jobs/broker.ts';
import { budgetsIn } from '../../jobs/call-budgets.ts';
import { createCollectMemory } from '../../jobs/collect-memory.ts';
import { createJobs } from '../../jobs/index.ts';
import type { Job, JobContext } from '../../jobs/job.ts';
import { openQueues, type Queues } from '../../jobs/queue.ts';
import type { Alerts } from '../alerts/alerts.ts';
import { createAlerts } from '../alerts/book.ts';
import { answer, known, understand } from '../ask/index.ts';
import type { Settings } from '../config/settings.ts';
import type { Log } from '../core/log.ts';
import { type Clock, SECOND } from '../core/time.ts';
import type { Enqueue } from '../core/work.ts';
import { rulesOf } from '../detect/registry.ts';
import type { Tickets } from '../jira/tickets.ts';
import { createCodeBook, createNormalizer } from '../normalize/index.ts';
import { openSlack, type Slack } from '../slack/open-slack.ts';
import { openSources, type Sources } from '../sources/index.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';

export interface World {
  clock: Clock;
  log: Log;
}

/** What works on a store, and asks for work by `enqueue`. */
export interface Rooms {
  store: Store;
  sources: Sources;
  slack: Slack;
  alerts: Alerts;
  /** Undefined where Jira is not set up. */
  tickets: Tickets | undefined;
}

/** Everything that is opened once and used by jobs and handlers alike. */
export interface Parts extends Rooms {
  broker: ReturnType<typeof openBroker>;
  queues: Queues;
  close(): Promise<void>;
}

export async function openParts(settings: Settings, { clock, log }: World): Promise<Parts> {
  const store = await openStore(settings.store, { clock, log });
  const broker = openBroker(settings.queues);
  const queues = await openQueues(broker, log).catch(async (error) => {
    await store.close();
    throw error;
  });
  const rooms = await openRooms(settings, store, queues.hint, { clock, log });
  const close = async () => {
    await queues.close();
    await rooms.sources.close();
    await store.close();
  };
  return { ...rooms, broker, queues, close };
}

export async function openRooms(
  settings: Settings,
  store: Store,
  enqueue: Enqueue,
  { clock, log }: World,
): Promise<Rooms> {
  const sources = await openSources(settings.sources, {
    clock,
    log,
    openBudget: budgetsIn(store.documents, clock, wait),
    random: Math.random,
    wait,
  });
  const slack = openSlack({ settings: settings.slack, kibana: settings.kibana, store, clock, log });
  const alerts = createAlerts({ store, enqueue, clock, log });
  const tickets =
    settings.jira &&
    (await loadTickets())({
      store,
      alerts,
      enqueue,
      clock,
      log,
      settings: settings.jira,
      onTicketChanged: ({ id }) => slack.delivery.deliverTicket(id),
    });
  return { store, sources, slack, alerts, tickets };
}

export function jobContext(
  { store, sources }: Rooms,
  enqueue: Enqueue,
  { clock, log }: World,
): Omit<JobContext, 'signal'> {
  const codes = createCodeBook();
  const normalizer = createNormalizer({ codes });
  return {
    store,
    sources,
    normalizer,
    codes,
    memory: createCollectMemory(),
    enqueue,
    clock,
    log,
  };
}

/** Every job, with the rules and the times of the settings. */
export function jobsOf({ rules, retention, digest }: Settings, { alerts, tickets, slack }: Rooms): Job[] {
  return createJobs({ alerts, tickets, delivery: slack.delivery, rules: rulesOf(rules), retention, digest });
}

export function handlerContext(
  { store, queues, slack, alerts, tickets }: Parts,
  { clock, log }: World,
): HandlerContext {
  const ask = {
    understand: async (text: string, asked: { timezone: string }) => {
      const asking = { ...asked, now: clock.now(), known: await known(store, clock) };
      const understood = understand(text, asking);
      if (understood.kind !== 'unclear') return understood;
      // It may be about a service that wrote its first line a moment ago.
      return understand(text, { ...asking, known: await known(store, clock, SECOND) });
    },
    answer: (question: Parameters<typeof answer>[0], { timezone }: { timezone: string }) =>
      answer(question, { store, clock, timezone, backlog: queues.depth }),
  };
  const conversation = openConversation(ask, store.documents, clock);
  return { ...slack, store, alerts, tickets, conversation, clock, log };
}

/** The client of Jira is a thousand modules: half a second and 70 MB that only who uses Jira should pay. */
async function loadTickets() {
  const { createTickets } = await import('../jira/create-tickets.ts');
  return createTickets;
}

async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal });
}
