import type { RawEvent } from '../../core/event.ts';
import { type Happening, eventOf as happened } from '../happening.ts';

/** Which cluster, read by which source of the settings. */
export interface Place {
  source: string;
  cluster: string;
}

/** What a state shows, or what Kubernetes itself warns of. */
interface KubernetesHappening extends Happening {
  dataset: 'kubernetes.state' | 'kubernetes.event';
}

export function eventOf(happening: KubernetesHappening, { source, cluster }: Place): RawEvent {
  return happened(happening, source, cluster);
}
