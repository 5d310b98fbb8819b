import { docker } from './docker/docker.ts';
import { kubernetes } from './kubernetes/kubernetes.ts';
import type { Part } from './metricset.ts';
import type { MetricbeatSettings, PartName } from './settings.ts';
import { system } from './system/system.ts';

const ALL: Readonly<Record<PartName, Part>> = { docker, kubernetes, system };

export function partsOf({ parts }: MetricbeatSettings): Part[] {
  return parts.map((name) => ALL[name]);
}
