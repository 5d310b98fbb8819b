import { z } from 'zod';

const Instant = z.number().int();

/** A Slack message that a ticket was made from, as evidence. */
export const Quote = z.object({ author: z.string(), at: Instant, text: z.string() });
export type Quote = z.infer<typeof Quote>;

/** A comment to bring about once: its text goes when Jira has it, its key stays. */
export const TicketComment = z.object({
  key: z.string(),
  at: Instant,
  text: z.string().optional(),
  /** When a worker last set out to post it. */
  triedAt: Instant.optional(),
});
export type TicketComment = z.infer<typeof TicketComment>;

export const STATUS_CATEGORIES = ['new', 'indeterminate', 'done'] as const;

/**
 * The Jira issue of an alert or of a Slack thread. The document is written first, as an intent; `label` is in the issue, so that after a doubt
 * it can be found again.
 */
export const Ticket = z.object({
  id: z.string(),
  /** Jira label, unique to this ticket: `sysmon-<id>`. */
  label: z.string(),
  state: z.enum(['requested', 'open', 'done', 'failed']),
  project: z.string(),
  issueType: z.string(),
  summary: z.string().min(1).max(255),
  description: z.string(),
  priority: z.string().optional(),
  /** Jira account id. */
  assignee: z.string().optional(),
  requestedBy: z.object({ id: z.string(), name: z.string() }),
  requestedAt: Instant,
  alertId: z.string().optional(),
  /** Where the link goes back to, and the evidence comes from. */
  thread: z.object({ channel: z.string(), ts: z.string(), permalink: z.string().optional() }).optional(),
  quotes: z.array(Quote).default([]),
  /**
   * Set before each POST. `after` is the highest issue number known then: the search after a doubt starts there. `doubtful`: the POST ended
   * without a clear answer, so anyone may look.
   */
  intent: z.object({ at: Instant, after: z.number().int(), doubtful: z.boolean().default(false) }).optional(),
  key: z.string().optional(),
  /** Jira's numeric id: with it a search sees the newest state of the issue. */
  issueId: z.string().optional(),
  url: z.string().optional(),
  status: z.string().optional(),
  statusCategory: z.enum(STATUS_CATEGORIES).optional(),
  comments: z.array(TicketComment).default([]),
  /** What a person has to mend, when `state` is `failed`. */
  problem: z.string().optional(),
});
export type Ticket = z.infer<typeof Ticket>;
