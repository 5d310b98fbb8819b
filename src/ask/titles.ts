import type { Subject } from '../core/question.ts';

/** How a subject is called in a title. */
export const SPOKEN_TITLES: Readonly<Record<Subject, string>> = {
  errors: 'errors',
  warnings: 'warnings',
  logs: 'log lines',
  codes: 'error codes',
  code: 'error code',
  latency: 'latency',
  pages: 'page loads',
  clicks: 'clicks',
  requests: 'requests',
  failures: 'failed requests',
  devices: 'devices',
  containers: 'containers',
  pods: 'pods',
  hosts: 'hosts',
  databases: 'databases',
  queues: 'queues',
  functions: 'functions',
  cpu: 'CPU',
  memory: 'memory',
  disk: 'disk',
  alerts: 'alerts',
  tickets: 'tickets',
  health: 'health of sysmon',
  services: 'services',
  mutes: 'mutes',
  oncall: 'on call',
  help: 'what you can ask',
};

/** Subjects that are as they are now: a window says nothing about them. */
export const TIMELESS: ReadonlySet<Subject> = new Set(['health', 'services', 'mutes', 'oncall', 'help']);
