import { MINUTE } from '../../../src/core/time.ts';

/** Something that runs pods. */
export interface Workload {
  name: string;
  namespace: string;
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';
  replicas: number;
  image: string;
  container: string;
  /** Cores and MiB at the most. */
  limits: { cpu: number; memory: number };
  /** What share of them is used at an average hour. */
  usual: { cpu: number; memory: number };
  /** How long ago it was rolled out, in milliseconds. */
  age: number;
}

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function shop(
  name: string,
  replicas: number,
  limits: Workload['limits'],
  usual: Workload['usual'],
  age: number,
): Workload {
  const image = `registry.example/shop/${name}:2.14.3`;
  return {
    name,
    namespace: 'shop',
    kind: 'Deployment',
    replicas,
    image,
    container: 'app',
    limits,
    usual,
    age,
  };
}

function system(name: string, kind: Workload['kind'], replicas: number): Workload {
  const limits = { cpu: 0.2, memory: 200 };
  const image = `registry.example/system/${name}:1.34.1`;
  return {
    name,
    namespace: 'kube-system',
    kind,
    replicas,
    image,
    container: name,
    limits,
    usual: { cpu: 0.15, memory: 0.3 },
    age: 41 * DAY,
  };
}

/** The company's programs, as in the scenario, and what a cluster brings along. */
export const WORKLOADS: readonly Workload[] = [
  shop('api', 4, { cpu: 1, memory: 1_024 }, { cpu: 0.34, memory: 0.55 }, 3 * DAY),
  shop('web', 3, { cpu: 0.5, memory: 256 }, { cpu: 0.22, memory: 0.4 }, 6 * DAY),
  shop('checkout', 3, { cpu: 1, memory: 768 }, { cpu: 0.28, memory: 0.6 }, 2 * DAY),
  shop('billing-worker', 2, { cpu: 0.5, memory: 512 }, { cpu: 0.4, memory: 0.62 }, 9 * HOUR),
  shop('notifications', 2, { cpu: 0.25, memory: 256 }, { cpu: 0.18, memory: 0.45 }, 5 * DAY),
  {
    ...shop('redis', 1, { cpu: 0.5, memory: 1_024 }, { cpu: 0.1, memory: 0.35 }, 41 * DAY),
    kind: 'StatefulSet',
    container: 'redis',
  },
  {
    ...shop('nightly-report', 2, { cpu: 0.5, memory: 512 }, { cpu: 0.4, memory: 0.3 }, DAY),
    kind: 'CronJob',
  },
  system('coredns', 'Deployment', 2),
  system('metrics-server', 'Deployment', 1),
  system('kube-proxy', 'DaemonSet', 3),
  system('node-agent', 'DaemonSet', 3),
];
