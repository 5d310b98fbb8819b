import type { CloudClient } from 'jira.js/cloud';
import type { Alerts } from '../alerts/alerts.ts';
import type { Log } from '../core/log.ts';
import type { Ticket } from '../core/ticket.ts';
import type { Clock } from '../core/time.ts';
import type { Enqueue } from '../core/work.ts';
import type { Collection, Kept } from '../store/collection.ts';
import type { Issues } from './issues.ts';
import type { JiraSettings } from './settings.ts';

/** What the steps of a ticket share. */
export interface Desk {
  tickets: Collection<Ticket>;
  alerts: Alerts;
  jira: CloudClient;
  issues: Issues;
  settings: JiraSettings;
  clock: Clock;
  log: Log;
  enqueue: Enqueue;
  /** Tells those who show the ticket: its alert's message, its thread. */
  announce(ticket: Kept<Ticket>): Promise<void>;
}

/** The page of an issue for people. */
export function pageOf({ host }: JiraSettings, key: string): string {
  return `${host.replace(/\/+$/, '')}/browse/${key}`;
}
