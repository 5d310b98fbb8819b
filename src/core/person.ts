/** Who did something. `id` is a Slack user id, a Jira account id, or `sysmon` itself. */
export interface Person {
  id: string;
  name: string;
}

export const SYSMON: Person = { id: 'sysmon', name: 'sysmon' };

/** What a person may do: look (everyone), respond to alerts, change how sysmon works. */
export const ROLES = ['viewer', 'responder', 'admin'] as const;
export type Role = (typeof ROLES)[number];
