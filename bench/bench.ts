import type { Table } from './ground/table.ts';

/** What may be asked for besides: each bench says what it does with it. */
export interface Options {
  /** How large the large store is, in events. */
  events?: number;
  /** One of the stores alone: `postgres` or `elasticsearch`. */
  store?: string;
}

/** What a bench may use: a folder of its own, removed afterwards, and a place to say what it is doing. */
export interface Ground {
  folder: string;
  options: Options;
  say(what: string): void;
}

/** Measures one promise on this machine. What it says is a ratio of two things measured in turns in the same run wherever there are two. */
export interface Bench {
  name: string;
  title: string;
  run(ground: Ground): Promise<Table[]>;
}
