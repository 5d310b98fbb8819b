import type { Known } from '../core/question.ts';
import type { Calendar } from './time/calendar.ts';

/** What a sentence is understood against: the asker's clock and calendar, and the names that exist. */
export interface World {
  calendar: Calendar;
  known: Known;
}
