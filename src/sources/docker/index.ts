import type Docker from 'dockerode';
import { paced } from '../paced.ts';
import type { Source, SourceDeps } from '../source.ts';
import { check } from './check.ts';
import { Cursor } from './cursor.ts';
import { openClient } from './engine/client.ts';
import { engineOf } from './engine/engine.ts';
import { follow } from './hints.ts';
import { read } from './read.ts';
import type { DockerSettings } from './settings.ts';

export { DockerSettings } from './settings.ts';

const KIND = 'docker';

/** The containers of one Docker host. The one item is `<name>/<host>`. */
export function docker(settings: DockerSettings, deps: SourceDeps): Source {
  const { name, every } = settings;
  const { clock, log, wait } = deps;
  const closing = new AbortController();
  let client: Docker | undefined;
  let took = 0;

  function engine(signal: AbortSignal) {
    client ??= openClient(settings);
    return engineOf(client, signal);
  }

  async function hostOf(signal: AbortSignal): Promise<string> {
    return settings.hostName ?? (await engine(signal).info()).Name;
  }

  async function* readAll(host: string, cursor: unknown, signal: AbortSignal) {
    const before = cursor === undefined ? undefined : Cursor.parse(cursor);
    const began = clock.now();
    const place = { source: name, host };
    yield* read({ engine: engine(signal), settings, place, clock, log }, before);
    took = clock.now() - began;
  }

  return {
    kind: KIND,
    name,
    every,
    discover: async (signal) => {
      const host = await hostOf(signal);
      return [{ id: `${name}/${host}`, title: `${host} (Docker)` }];
    },
    read: (item, cursor, signal) => readAll(item.slice(name.length + 1), cursor, signal),
    hints: async (onNews, stopped) => {
      const signal = AbortSignal.any([stopped, closing.signal]);
      const item = `${name}/${await hostOf(signal)}`;
      const hint = () => onNews(item);
      const notify = paced(hint, () => took, { clock, wait }, signal);
      await follow(engine(signal), settings, notify, signal);
    },
    check: (signal) => check(engine(signal), clock),
    close: async () => closing.abort(),
  };
}
