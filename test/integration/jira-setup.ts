import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type SandboxJira, startJira } from '../../sandbox/jira/index.ts';
import type { Alerts } from '../../src/alerts/alerts.ts';
import { createAlerts } from '../../src/alerts/book.ts';
import { silentLog } from '../../src/core/log.ts';
import type { Person } from '../../src/core/person.ts';
import type { Clock } from '../../src/core/time.ts';
import type { Enqueue } from '../../src/core/work.ts';
import { createTickets, type TicketsOptions } from '../../src/jira/create-tickets.ts';
import type { JiraSettings } from '../../src/jira/settings.ts';
import type { TicketDraft, Tickets } from '../../src/jira/tickets.ts';
import { openMemoryStore } from '../support/memory-store.ts';

export const MAYA: Person = { id: 'U1', name: 'Maya' };

export interface World {
  clock: Clock & { turn(milliseconds: number): void };
  jira: SandboxJira;
  alerts: Alerts;
  /** Work that was asked for, as `name id`. */
  asked: string[];
  /** Another worker over the same store and Jira. */
  worker(options?: Partial<JiraSettings> & Pick<TicketsOptions, 'onTicketChanged'>): Tickets;
  /** Keys and labels of all issues, read past the index. */
  issues(): Promise<{ key: string; labels: string[] }[]>;
  comments(key: string): Promise<string[]>;
  call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-jira-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A sandbox Jira, and all that tickets need around them; ends with the test. */
export async function openWorld({ port = 0 } = {}): Promise<World> {
  let ahead = 0;
  const clock = {
    now: () => Date.now() + ahead,
    turn: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
  const jira = await startJira({ port, folder: await temporaryFolder(), clock, log: silentLog });
  onTestFinished(() => jira.stop());
  const store = openMemoryStore({ clock });
  const asked: string[] = [];
  const enqueue: Enqueue = async (name, _payload, options) => {
    asked.push(`${name} ${options?.id}`);
  };
  const alerts = createAlerts({ store, enqueue, clock, log: silentLog });
  const settings = { timeout: 10_000, ...jira };

  const call: World['call'] = (method, path, body) => callJira(jira, method, path, body);

  return {
    clock,
    jira,
    alerts,
    asked,
    call,
    worker: ({ onTicketChanged, ...changes } = {}) =>
      createTickets({
        store,
        alerts,
        enqueue,
        clock,
        log: silentLog,
        settings: { ...settings, ...changes },
        ...(onTicketChanged && { onTicketChanged }),
      }),
    issues: async () => {
      clock.turn(10_000);
      const query = { jql: 'project = OPS ORDER BY key', fields: ['labels'], maxResults: 500 };
      const { body } = await call('POST', '/search/jql', query);
      const { issues } = body as { issues: { key: string; fields: { labels: string[] } }[] };
      return issues.map(({ key, fields }) => ({ key, labels: fields.labels }));
    },
    comments: async (key) => {
      const { body } = await call('GET', `/issue/${key}/comment`);
      return (body as { comments: { body: unknown }[] }).comments.map((one) => JSON.stringify(one.body));
    },
  };
}

export async function callJira(
  { host, email, apiToken }: Pick<SandboxJira, 'host' | 'email' | 'apiToken'>,
  method: string,
  path: string,
  body?: unknown,
) {
  const reply = await fetch(`${host}/rest/api/3${path}`, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${email}:${apiToken}`).toString('base64')}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: text ? JSON.parse(text) : undefined, headers: reply.headers };
}

export function draft(changes: Partial<TicketDraft> = {}): TicketDraft {
  return {
    id: 'c1-1764000000-000100',
    project: 'OPS',
    issueType: 'Bug',
    summary: 'Checkout fails for some cards',
    description: 'Since the last release.',
    thread: { channel: 'C1', ts: '1764000000.000100', permalink: 'https://acme.slack.com/archives/C1/p1' },
    quotes: [{ author: 'Jonas', at: 1_764_000_000_000, text: 'it is `broken` <!channel>' }],
    ...changes,
  };
}

/** An alert that fires, as a detector would find it. */
export async function firingAlert({ alerts, clock }: World): Promise<string> {
  const at = clock.now();
  const { data } = await alerts.observe(
    {
      kind: 'anomaly',
      rule: 'unusual',
      severity: 'severe',
      metric: 'log.events',
      labels: { 'service.name': 'api', 'log.level': 'error' },
      at,
      since: at - 120_000,
      seen: 42,
      expected: { low: 0, high: 6 },
      reason: '42 errors/min, usually 0 to 6',
      grade: 2,
    },
    [{ code: 'API-4F2A', template: 'timeout after <*>', count: 42, sample: 'timeout after 30 s' }],
  );
  return data.id;
}
