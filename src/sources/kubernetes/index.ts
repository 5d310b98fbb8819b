import { HOUR, type Instant } from '../../core/time.ts';
import { paced } from '../paced.ts';
import type { Source, SourceDeps } from '../source.ts';
import { type Access, openAccess } from './access.ts';
import { createCaller } from './call.ts';
import { check } from './check.ts';
import { type Ask, openClient } from './client.ts';
import { Cursor } from './cursor.ts';
import { read } from './read.ts';
import type { KubernetesSettings } from './settings.ts';
import { watchAll } from './watch/hints.ts';

export { KubernetesSettings } from './settings.ts';

const KIND = 'kubernetes';
/** Kubernetes forgets its events after an hour. */
const RETENTION = HOUR;

/** The pods, nodes and warnings of one Kubernetes cluster. The one item is `<name>/<cluster>`. */
export function kubernetes(settings: KubernetesSettings, deps: SourceDeps): Source {
  const { name, every } = settings;
  const { clock, log, wait } = deps;
  const closing = new AbortController();
  const absence = { until: 0 };
  let opened: { access: Access; ask: Ask } | undefined;
  let took = 0;

  /** Only when it is needed: a kubeconfig that can't be read is a fault of this source, not of the start. */
  function open() {
    const access = opened?.access ?? openAccess(settings);
    opened ??= { access, ask: openClient(access) };
    return { ...opened, item: `${name}/${access.cluster}` };
  }

  function openCaller(ask: Ask, server: string) {
    const budget = deps.openBudget(`kubernetes/${server}`, settings.callsPerSecond);
    return createCaller(ask, budget, deps);
  }

  async function* readAll(cursor: unknown, signal: AbortSignal) {
    const { access, ask } = open();
    const before = cursor === undefined ? undefined : Cursor.parse(cursor);
    const reading = { settings, clock, log, signal, absence };
    const began: Instant = clock.now();
    yield* read(reading, openCaller(ask, access.server), { source: name, cluster: access.cluster }, before);
    took = clock.now() - began;
  }

  return {
    kind: KIND,
    name,
    every,
    discover: async () => {
      const { access, item } = open();
      return [{ id: item, title: `${access.cluster} (Kubernetes)`, retention: RETENTION }];
    },
    read: (_item, cursor, signal) => readAll(cursor, signal),
    hints: async (onNews, stopped) => {
      const { access, ask: bare, item } = open();
      const signal = AbortSignal.any([stopped, closing.signal]);
      const notify = paced(
        () => onNews(item),
        () => took,
        { clock, wait },
        signal,
      );
      const { ask } = openCaller(bare, access.server);
      await watchAll(notify, { access, ask, settings, wait }, signal);
    },
    check: async (signal) => {
      const { access, ask } = open();
      await check(openCaller(ask, access.server).ask, settings, clock, signal);
    },
    close: async () => closing.abort(),
  };
}
