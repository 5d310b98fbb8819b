import type { Alerts } from '../src/alerts/alerts.ts';
import type { DigestTimes } from '../src/core/digest-time.ts';
import { DAY, MINUTE, SECOND } from '../src/core/time.ts';
import type { Rule } from '../src/detect/rule.ts';
import type { Tickets } from '../src/jira/tickets.ts';
import type { SlackDelivery } from '../src/slack/delivery/delivery.ts';
import { aggregateJob } from './aggregate.ts';
import { collectJob } from './collect.ts';
import { detectJob } from './detect.ts';
import { digestJob } from './digest.ts';
import { discoverJob } from './discover.ts';
import type { Job } from './job.ts';
import { notifyJob } from './notify.ts';
import { type Retention, retainJob } from './retain.ts';
import type { Entry } from './schedule.ts';
import { sweepJob } from './sweep.ts';
import { syncJiraJob } from './sync-jira.ts';
import { ticketJob } from './ticket.ts';

/**
 * What runs by itself, and how often. A poll is most of what an idle bot costs, and a new line is to be seen within ten seconds: hence 8. The rest
 * is asked for: `collect` by `discover`, `aggregate` by `collect`, `detect` by `aggregate`, `notify` and `ticket` by whoever changed an alert or a
 * ticket; `sync-jira` goes on by itself while a ticket is open.
 */
export const TIMETABLE: readonly Entry[] = [
  { name: 'discover', every: 8 * SECOND },
  { name: 'aggregate', every: MINUTE },
  { name: 'detect', every: 30 * SECOND },
  { name: 'sweep', every: 30 * SECOND },
  { name: 'sync-jira', every: 30 * SECOND },
  { name: 'digest', every: 5 * MINUTE },
  { name: 'retain', every: DAY },
];

export interface JobParts {
  alerts: Alerts;
  /** Undefined where Jira is not set up. */
  tickets: Tickets | undefined;
  delivery: SlackDelivery;
  rules: readonly Rule[];
  retention: Retention;
  digest: DigestTimes;
}

/** Every job, a line each. */
export function createJobs({ alerts, tickets, delivery, rules, retention, digest }: JobParts): Job[] {
  return [
    discoverJob,
    collectJob,
    aggregateJob,
    detectJob(alerts, rules),
    notifyJob(delivery),
    ticketJob(tickets),
    syncJiraJob(tickets),
    sweepJob({ alerts, lagging: () => delivery.lagging() }),
    digestJob(digest, delivery),
    retainJob(retention),
  ];
}
