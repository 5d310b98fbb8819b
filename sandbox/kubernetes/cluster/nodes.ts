import { DAY } from '../../../src/core/time.ts';
import { chance } from '../../scenario/chance.ts';
import { type KubeObject, timeText } from '../kube-object.ts';

export const NODES = ['worker-1', 'worker-2', 'worker-3'] as const;
export const NODE_SIZE = { cores: 3.92, bytes: 15 * 2 ** 30 };

const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];
const SUFFICIENT: Readonly<Record<string, string>> = {
  MemoryPressure: 'kubelet has sufficient memory available',
  DiskPressure: 'kubelet has no disk pressure',
  PIDPressure: 'kubelet has sufficient PID available',
};

/** A node as kubelet reports it: all conditions there, none of them bad. */
export function nodeNamed(name: string, now: number): KubeObject {
  const created = timeText(now - 41 * DAY);
  const condition = (type: string, status: string, reason: string, message: string) => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: timeText(now),
    lastTransitionTime: created,
  });
  return {
    metadata: {
      name,
      uid: `node-${chance(name).hex(12)}`,
      creationTimestamp: created,
      labels: { 'kubernetes.io/hostname': name },
    },
    spec: { providerID: `sandbox:///${name}` },
    status: {
      capacity: { cpu: '4', memory: '16116152Ki', pods: '110' },
      allocatable: { cpu: `${NODE_SIZE.cores * 1_000}m`, memory: `${NODE_SIZE.bytes / 1024}Ki`, pods: '110' },
      conditions: [
        ...PRESSURES.map((type) => condition(type, 'False', `KubeletHasNo${type}`, SUFFICIENT[type] ?? '')),
        condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
      ],
      nodeInfo: { kubeletVersion: 'v1.34.1', operatingSystem: 'linux', architecture: 'amd64' },
    },
  };
}
