import { deadLettersTemplate } from './dead-letters.ts';
import { documentsTemplate } from './documents.ts';
import { eventsTemplate } from './events.ts';
import { hoursTemplate, minutesTemplate } from './series.ts';
import type { Template } from './template.ts';

/** Everything that is installed. */
export const TEMPLATES: readonly Template[] = [
  eventsTemplate,
  deadLettersTemplate,
  documentsTemplate,
  minutesTemplate,
  hoursTemplate,
];
