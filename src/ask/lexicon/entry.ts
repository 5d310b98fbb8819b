import type { Excluded, Subject } from '../../core/question.ts';
import type { Facet, Joint, Thing } from '../words/facet.ts';

/** Phrases that mean the same, and what they mean. */
export interface Entry {
  say: readonly string[];
  means: readonly Facet[];
}

export const entry = (say: string, ...means: Facet[]): Entry => ({ say: say.split('|'), means });

export const subject = (name: Subject): Facet => ({ is: 'subject', subject: name, weak: false });

/** Holds where no other subject is said. */
export const perhaps = (name: Subject): Facet => ({ is: 'subject', subject: name, weak: true });

export const filter = (name: keyof Excluded, ...values: string[]): Facet => ({ is: 'filter', name, values });

export const things = (name: Thing): Facet => ({ is: 'thing', thing: name, plural: true });

export const thing = (name: Thing): Facet => ({ is: 'thing', thing: name, plural: false });

export const joint = (name: Joint): Facet => ({ is: 'joint', joint: name });

export const RANK: Facet = { is: 'rank' };

export const TREND: Facet = { is: 'trend' };

/** Words that we know and cannot answer. */
export const refused = (because: string): Facet => ({ is: 'refused', because });
