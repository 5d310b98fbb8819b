import type { Alert } from '../core/alert.ts';
import { ownerLabel } from '../detect/view.ts';

/** Whose series an alert or a finding is about: a service, or a fleet or host; undefined where they are everyone's. */
export function ownerOf({ metric, labels }: Pick<Alert, 'metric' | 'labels'>): string | undefined {
  return labels[ownerLabel(metric)] || undefined;
}

const WORDS: Readonly<Record<string, string>> = { 'device.fleet': 'Fleet', 'host.name': 'Host' };

/** What such an owner is called. */
export function ownerWord({ metric }: Pick<Alert, 'metric'>): string {
  return WORDS[ownerLabel(metric)] ?? 'Service';
}
