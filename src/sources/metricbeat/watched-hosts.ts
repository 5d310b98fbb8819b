import type { Window } from '../../core/time.ts';
import type { ElasticReader } from '../elastic/reader.ts';
import { Head, hostOf } from './document.ts';
import type { Part } from './metricset.ts';
import { queryOf } from './query.ts';
import type { MetricbeatSettings } from './settings.ts';
import { cpu, system } from './system/system.ts';

const CPU: Part = { ...system, metricsets: { cpu } };
const HEAD = Object.keys(Head.shape);
const PAGE = 5_000;

/** The hosts that the module `system` watches too, so that the figures of a node are not written by two. Only nodes of Kubernetes can be. */
export async function watchedHosts(
  { name }: Part,
  reader: ElasticReader,
  settings: MetricbeatSettings,
  window: Window,
): Promise<ReadonlySet<string>> {
  const hosts = new Set<string>();
  if (name !== 'kubernetes' || !settings.parts.includes('system')) return hosts;
  const pages = reader.documents({
    indices: settings.indices,
    query: queryOf(CPU, settings, window),
    fields: HEAD,
    sort: ['@timestamp'],
    page: PAGE,
  });
  for await (const page of pages)
    for (const { fields } of page) {
      const head = Head.safeParse(fields);
      const host = head.success ? hostOf(head.data) : undefined;
      if (host) hosts.add(host);
    }
  return hosts;
}
