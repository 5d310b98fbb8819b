import { openElastic } from '../elastic/reader.ts';
import type { Source, SourceDeps } from '../source.ts';
import { checkApm } from './check.ts';
import { Cursor, read } from './read.ts';
import type { ElasticApmSettings } from './settings.ts';

export { ElasticApmSettings } from './settings.ts';

/** What Elastic APM keeps in an Elasticsearch: requests, pages, clicks and errors. The one item is `<name>/apm`. */
export function elasticApm(settings: ElasticApmSettings, deps: SourceDeps): Source {
  const { kind, name, every } = settings;
  const item = `${name}/apm`;
  const { clock, log } = deps;
  const elastic = openElastic(settings, deps);
  return {
    kind,
    name,
    every,
    discover: async () => [{ id: item, title: `${name} (Elastic APM)` }],
    read: (_item, cursor, signal) => {
      const before = cursor === undefined ? undefined : Cursor.parse(cursor);
      return read({ reader: elastic.reader(signal), settings, item, now: clock.now(), log }, before);
    },
    // Elasticsearch pushes nothing.
    hints: async () => {},
    check: (signal) => checkApm(elastic.reader(signal), settings),
    close: () => elastic.close(),
  };
}
