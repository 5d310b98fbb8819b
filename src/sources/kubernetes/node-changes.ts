import type { RawEvent } from '../../core/event.ts';
import type { Instant } from '../../core/time.ts';
import type { Node } from './objects/node.ts';
import { eventOf, type Place } from './origin.ts';
import { problemsOfNode } from './problems.ts';

/** What is wrong with a node, since it became so. */
export function nodeChanges(node: Node, since: Instant, place: Place): RawEvent[] {
  return problemsOfNode(node).flatMap(({ type, status, lastTransitionTime: at, message }) => {
    if (at === undefined || at < since) return [];
    const state = type === 'NotReady' ? 'is not ready' : `is under pressure (${type})`;
    const happening = {
      identity: [node.uid, type, status, at],
      at,
      dataset: 'kubernetes.state',
      service: 'kubernetes',
      about: node.name,
      text: `node ${node.name} ${state}${message ? `: ${message}` : ''}`,
      told: {
        level: type === 'NotReady' ? 'error' : 'warn',
        code: type === 'NotReady' ? 'NodeNotReady' : type,
        fields: {
          'service.name': 'kubernetes',
          'error.type': type,
          'host.name': node.name,
          'kubernetes.node.name': node.name,
        },
      },
    } as const;
    return [eventOf(happening, place)];
  });
}
