import type { Store } from '../../src/store/store.ts';

/** A server whose processor time is measured, and stores on it that start empty. */
export interface Place {
  title: string;
  /** The server's process; its children are the rest of it. */
  pid: number;
  open(name: string): Promise<Store>;
  /** The settings that lead a sysmon to the store of this name. */
  variables(name: string): Record<string, string>;
  /** What the server would do by itself in time, done now: statistics, merges. */
  settle(name: string): Promise<void>;
  /** Removes the store, and leaves the server even for the next measurement. */
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}
