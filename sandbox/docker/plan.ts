import { DAY, HOUR } from '../../src/core/time.ts';

/** A container as it is meant to be. */
export interface ContainerPlan {
  name: string;
  /** Its Compose service, if it is of a Compose project. */
  service?: string;
  image: string;
  /** MiB and cores at the most; none if not given. */
  limits?: { memory: number; cores: number };
  /** What it uses at an average hour: MiB, cores, bytes a second over the network. */
  usual: { memory: number; cores: number; received: number; sent: number };
  /** Whether it has a health check. */
  isChecked?: boolean;
  /** How long ago it was started, in milliseconds. */
  age: number;
  /** One that did its work and ended. */
  isDone?: boolean;
}

export const HOST = { name: 'edge-01', cores: 4, memory: 8 * 2 ** 30 };

/** The one that runs out of memory. */
export const VICTIM = 'edge-image-resizer-1';

/** What a shop's branch office runs: a Compose project, and what the host brings along. */
export const CONTAINERS: readonly ContainerPlan[] = [
  {
    name: 'edge-proxy-1',
    service: 'edge-proxy',
    image: 'nginx:1.29',
    limits: { memory: 256, cores: 1 },
    usual: { memory: 64, cores: 0.12, received: 180_000, sent: 620_000 },
    isChecked: true,
    age: 6 * DAY,
  },
  {
    name: 'edge-cache-1',
    service: 'edge-cache',
    image: 'redis:7-bookworm',
    limits: { memory: 512, cores: 0.5 },
    usual: { memory: 190, cores: 0.06, received: 42_000, sent: 95_000 },
    isChecked: true,
    age: 6 * DAY,
  },
  {
    name: VICTIM,
    service: 'image-resizer',
    image: 'registry.example/shop/image-resizer:1.8.0',
    limits: { memory: 256, cores: 1 },
    usual: { memory: 140, cores: 0.35, received: 75_000, sent: 61_000 },
    age: 9 * HOUR,
  },
  {
    name: 'edge-gateway-1',
    service: 'device-gateway',
    image: 'registry.example/shop/device-gateway:3.2.1',
    limits: { memory: 384, cores: 1 },
    usual: { memory: 170, cores: 0.2, received: 33_000, sent: 28_000 },
    isChecked: true,
    age: 3 * DAY,
  },
  {
    name: 'postgres-exporter',
    image: 'prometheuscommunity/postgres-exporter:v0.18.1',
    usual: { memory: 24, cores: 0.01, received: 900, sent: 4_200 },
    age: 41 * DAY,
  },
  {
    name: 'log-shipper',
    image: 'fluent/fluent-bit:4.1',
    limits: { memory: 128, cores: 0.5 },
    usual: { memory: 38, cores: 0.03, received: 2_000, sent: 24_000 },
    age: 41 * DAY,
  },
  {
    name: 'certificate-renewal',
    image: 'certbot/certbot:v5.1.0',
    usual: { memory: 0, cores: 0, received: 0, sent: 0 },
    age: 7 * HOUR,
    isDone: true,
  },
];
