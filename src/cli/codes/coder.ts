import type { RawEvent } from '../../core/event.ts';
import { createCodeBook, createJoiner, createNormalizer } from '../../normalize/index.ts';
import type { Coded } from '../../normalize/normalizer.ts';

/** What an event of so many lines was given when it was read. */
export interface Drafted extends Coded {
  lines: number;
}

/** Gives the messages of one service their codes, on the way that a log line takes through the product. */
export interface Coder {
  /** What is complete now, in order: a stack trace is one event of several lines unless messages stand `apart`. */
  push(messages: readonly string[], apart: boolean): Drafted[];
  /** What was held back. */
  flush(): Drafted[];
  /** What a code means after all that was read; undefined for what there was no room to remember. */
  resolve(code: string): Coded | undefined;
}

export function createCoder(service: string): Coder {
  const book = createCodeBook();
  let given: Coded[] = [];
  const watched = {
    ...book,
    code(...line: Parameters<typeof book.code>) {
      const coded = book.code(...line);
      given.push(coded);
      return coded;
    },
  };
  const normalizer = createNormalizer({ codes: watched });
  const joiner = createJoiner();
  let count = 0;

  function event(text: string): RawEvent {
    count += 1;
    const origin = { dataset: 'file', group: service, stream: 'file', service };
    return { id: String(count), at: count, text, lines: 1, origin };
  }

  /** Each in a stream of its own: what is joined already is not joined again. */
  function drafted(events: readonly RawEvent[]): Drafted[] {
    const apart = events.map((one) => ({ ...one, origin: { ...one.origin, stream: one.id } }));
    given = [];
    const normalized = normalizer.normalize(apart);
    return given.map((coded, place) => ({ ...coded, lines: normalized[place]?.revision ?? 1 }));
  }

  return {
    push: (messages, apart) => drafted(apart ? messages.map(event) : joiner.push(messages.map(event))),
    flush: () => drafted(joiner.flush()),
    resolve(code) {
      const resolved = book.resolve(code);
      const template = book.template(resolved);
      return template === undefined ? undefined : { code: resolved, template };
    },
  };
}
