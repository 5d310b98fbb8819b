import type { Table } from './ground/table.ts';

/** What a bench may use: a folder of its own, removed afterwards, and a place to say what it is doing. */
export interface Ground {
  folder: string;
  say(what: string): void;
}

/** Measures one promise on this machine. What it says is a ratio of two things measured in turns in the same run wherever there are two. */
export interface Bench {
  name: string;
  title: string;
  run(ground: Ground): Promise<Table[]>;
}
