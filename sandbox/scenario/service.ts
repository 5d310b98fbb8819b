import type { Instant } from '../../src/core/time.ts';
import type { Chance } from './chance.ts';
import type { Trouble } from './incidents.ts';

/** A line as a program would write it, and when. A stack trace is several lines at one time. */
export interface Line {
  at: Instant;
  text: string;
}

/** A program of the make-believe company: how busy it is, and what it writes for one unit of work. */
export interface Service {
  group: string;
  stream: string;
  /** Units of work a minute at an average hour. */
  rate: number;
  write(at: Instant, chance: Chance, trouble: Trouble | undefined): Line[];
}
