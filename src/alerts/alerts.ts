import type { Alert, AlertCode } from '../core/alert.ts';
import type { Finding } from '../core/finding.ts';
import type { Person } from '../core/person.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Instant } from '../core/time.ts';
import type { Saying } from '../detect/tolerance.ts';
import type { Kept } from '../store/collection.ts';
import type { Lessons } from './teaching.ts';

/** The lifecycle of alerts over the store. Every change that is one is followed by a `notify` job for the alert's new version. */
export interface Alerts {
  get(id: string): Promise<Kept<Alert> | undefined>;
  list(filter?: { states?: Alert['state'][]; since?: Instant; service?: string }): Promise<Kept<Alert>[]>;
  /** A finding opens an alert, or feeds the one that is open for its fingerprint. The same finding again changes nothing. */
  observe(finding: Finding, codes: readonly AlertCode[]): Promise<Kept<Alert>>;
  /** Feeds the alert that the finding belongs to, if there is one; opens none. */
  join(finding: Finding, codes: readonly AlertCode[]): Promise<Kept<Alert> | undefined>;
  /** A person says that the alert is noise, or severe: from now on its series are told later, or sooner. */
  judge(id: string, said: Saying, by: Person): Promise<Kept<Alert> | Refusal>;
  /** What people taught so far. */
  lessons(): Promise<Lessons>;
  /** Resolves open alerts that no finding has fed for long enough. */
  settle(): Promise<void>;
  /** A person's change: acknowledge, mute, unmute, resolve, or a ticket attached; a refusal says why not. */
  change(id: string, change: (alert: Alert) => Alert | Refusal, by: Person): Promise<Kept<Alert> | Refusal>;
}
