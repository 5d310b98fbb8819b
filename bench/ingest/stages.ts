import type { JobContext } from '../../jobs/job.ts';
import type { Store } from '../../src/store/store.ts';

/** Milliseconds by what was waited for. Only where one thing is done at a time do they add up to the whole. */
export interface Stages {
  context: JobContext;
  spent: ReadonlyMap<string, number>;
}

const TITLES: Readonly<Record<string, string>> = {
  'normalizer.normalize': 'parse, redact, code',
  'events.append': 'store the events',
  'documents.touch': 'mark the changed minutes',
  'events.count': 'count the changed minutes',
  'series.read': 'read the points that are there',
  'series.list': 'read the points that are there',
  'series.write': 'write the points',
  'documents.find': 'read and remove the marks',
  'documents.remove': 'read and remove the marks',
};

/** The same context with a watch on what takes time in it. */
export function withStages(context: JobContext): Stages {
  const spent = new Map<string, number>();
  const note = (name: string, since: number) => {
    const title = TITLES[name] ?? 'cursors, codes, states';
    spent.set(title, (spent.get(title) ?? 0) + performance.now() - since);
  };
  const { events, series, documents } = context.store;
  const store: Store = {
    ...context.store,
    events: watched('events', events, note),
    series: watched('series', series, note),
    documents: watched('documents', documents, note),
  };
  return {
    context: { ...context, store, normalizer: watched('normalizer', context.normalizer, note) },
    spent,
  };
}

type Note = (name: string, since: number) => void;

function watched<T extends object>(room: string, whole: T, note: Note): T {
  return new Proxy(whole, {
    get(target, name, receiver) {
      const method = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        const since = performance.now();
        const result = Reflect.apply(method, target, given);
        if (!(result instanceof Promise)) note(`${room}.${String(name)}`, since);
        return result instanceof Promise
          ? result.finally(() => note(`${room}.${String(name)}`, since))
          : result;
      };
    },
  });
}
