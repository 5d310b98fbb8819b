import type { Part } from '../metricset.ts';
import { event } from './event.ts';
import { node, stateNode } from './node.ts';
import { stateContainer } from './state-container.ts';
import { statePod } from './state-pod.ts';
import { container, pod } from './use.ts';

export const kubernetes: Part = {
  name: 'kubernetes',
  title: 'pods and nodes of Kubernetes',
  metricsets: {
    container,
    pod,
    node,
    event,
    state_container: stateContainer,
    state_pod: statePod,
    state_node: stateNode,
  },
  atEnd: () => {},
};
