import { bucketOf, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import type { Sent } from './metricbeat.ts';

const NOW = Date.UTC(2026, 10, 24, 12, 0, 40);
/** When what these documents tell begins: a whole minute. */
export const PAST = bucketOf(NOW - HOUR, MINUTE);
const at = (seconds: number) => new Date(PAST + seconds * SECOND).toISOString();
export const ecs = (seconds: number, module: string, set: string, more: object): Sent => ({
  '@timestamp': at(seconds),
  event: { module, dataset: `${module}.${set.replace('state_', '')}` },
  metricset: { name: set },
  host: { name: 'worker-1' },
  agent: { id: 'a' },
  ...more,
});
export const dockerEvent = (seconds: number, action: string, attributes: object = {}, agent = 'a') =>
  ecs(seconds, 'docker', 'event', {
    agent: { id: agent },
    docker: {
      event: {
        action,
        type: 'container',
        actor: {
          id: 'c0ffee',
          attributes: { name: 'shop-api-1', com_docker_compose_service: 'api', ...attributes },
        },
      },
    },
  });
export const network = (seconds: number, received: number, agent = 'a', device = 'eth0') =>
  ecs(seconds, 'docker', 'network', {
    agent: { id: agent },
    container: { id: 'c0ffee', name: 'shop-api-1' },
    docker: {
      network: { interface: device, inbound: { bytes: received }, outbound: { bytes: 2 * received } },
    },
  });
export const stateContainer = (seconds: number, status: object, more: object = {}) =>
  ecs(seconds, 'kubernetes', 'state_container', {
    kubernetes: {
      namespace: 'shop',
      pod: { name: 'api-7d9fc6b5d4-x2k9q' },
      node: { name: 'worker-1' },
      labels: { app: 'api' },
      container: { name: 'app', status: { phase: 'running', ready: true, restarts: 0, ...status } },
      ...more,
    },
  });
/** A clock so many seconds after the test's beginning. */
export const after = (seconds: number) => ({ now: () => PAST + seconds * SECOND });
export const minuteOf = (seconds: number) => bucketOf(PAST + seconds * SECOND, MINUTE);
export const API = { 'service.name': 'api' };
