import { DAY } from '../../core/time.ts';
import { openElastic } from '../elastic/reader.ts';
import type { Source, SourceDeps } from '../source.ts';
import { check } from './check.ts';
import { Cursor } from './cursor.ts';
import { hasDocuments } from './has-documents.ts';
import { partsOf } from './parts.ts';
import { read } from './read.ts';
import type { MetricbeatSettings } from './settings.ts';

export { MetricbeatSettings } from './settings.ts';

const KIND = 'metricbeat';
/** A part of which there was nothing for so long is gone. */
const GONE_AFTER = DAY;

/** What Metricbeat and Elastic Agent measure, read from their Elasticsearch. Its items are `<name>/docker`, `<name>/kubernetes`, `<name>/system`. */
export function metricbeat(settings: MetricbeatSettings, deps: SourceDeps): Source {
  const { name, every } = settings;
  const { clock, log } = deps;
  const elastic = openElastic(settings, deps);
  const parts = partsOf(settings);

  return {
    kind: KIND,
    name,
    every,
    discover: async (signal) => {
      const reader = elastic.reader(signal);
      const now = clock.now();
      const window = { from: now - GONE_AFTER, to: now };
      const there = await Promise.all(parts.map((part) => hasDocuments(part, reader, settings, window)));
      return parts
        .filter((_, index) => there[index])
        .map((part) => ({ id: `${name}/${part.name}`, title: `${part.title} (Metricbeat)` }));
    },
    async *read(item, cursor, signal) {
      const part = parts.find((one) => item === `${name}/${one.name}`);
      if (!part) return;
      const before = cursor === undefined ? undefined : Cursor.parse(cursor);
      yield* read({ reader: elastic.reader(signal), part, settings, clock, log }, before);
    },
    hints: async () => {},
    check: (signal) => check(parts, elastic.reader(signal), settings, clock),
    close: () => elastic.close(),
  };
}
