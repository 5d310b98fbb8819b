import type { Entry } from './lexicon/entry.ts';
import { JOINT_ENTRIES } from './lexicon/joints.ts';
import { MEASURE_ENTRIES } from './lexicon/measures.ts';
import { STATE_ENTRIES } from './lexicon/states.ts';
import { SUBJECT_ENTRIES } from './lexicon/subjects.ts';
import { THING_ENTRIES } from './lexicon/things.ts';

/** What can I ask? One example for everything that has an answer; `help` shows them. */
export const EXAMPLES = [
  'errors last 24h',
  'top 5 codes today',
  'p95 latency by endpoint last 6h',
  'logs containing "card declined"',
  'errors today vs yesterday',
  'top services by warnings since 9am',
  'failures by hour today',
  'requests by status last 2h',
  'alerts',
  'tickets this week',
  'mutes',
  'services',
  'health',
] as const;

/** What people want done, and how they say it. */
export const COMMAND_EXAMPLES = [
  'alert when errors > 50 in 5m',
  'mute API-4F2A for 2h because deploy',
  'unmute API-4F2A',
  'ack 12',
  'resolve 12',
  'ticket 12',
  'audit last 7d',
] as const;

/** Everything a question is made of, but names (services, hosts, …), times and numbers. The longest phrase wins. */
export const LEXICON: readonly Entry[] = [
  ...SUBJECT_ENTRIES,
  ...THING_ENTRIES,
  ...MEASURE_ENTRIES,
  ...STATE_ENTRIES,
  ...JOINT_ENTRIES,
];
