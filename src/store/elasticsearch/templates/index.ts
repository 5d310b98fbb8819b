import { deadLettersTemplate } from './dead-letters.ts';
import { eventsTemplate } from './events.ts';
import type { Template } from './template.ts';

/** Everything that is installed. */
export const TEMPLATES: readonly Template[] = [eventsTemplate, deadLettersTemplate];
