import { z } from 'zod';
import { Alert } from '../../core/alert.ts';
import { describe } from '../describe.ts';
import { column } from './count-table.ts';
import type { Answerer } from './deps.ts';
import { documentsOf } from './documents.ts';
import { oneLine, plural, timeWords } from './words.ts';

/** A mute as the alerts room keeps it. */
const Mute = z.object({
  fingerprint: z.string(),
  title: z.string(),
  muted: Alert.shape.muted.unwrap(),
  ended: z.boolean().default(false),
});

/** What is quiet now, by whom, until when and why. */
export const mutes: Answerer = async (question, { store, clock, timezone }) => {
  const now = clock.now();
  const all = await documentsOf('mute', Mute, store);
  const active = all
    .filter(({ ended, muted }) => !ended && (muted.until === undefined || muted.until > now))
    .filter(
      ({ fingerprint, title }) =>
        question.services.length === 0 ||
        question.services.some((name) => fingerprint === `service/${name}` || title.includes(name)),
    );
  const rows = active.map(({ title, muted }) => [
    oneLine(title, 80),
    muted.by.name,
    muted.until === undefined ? 'for good' : timeWords(muted.until, now, timezone),
    oneLine(muted.reason ?? '', 80),
  ]);
  return {
    question,
    title: describe(question),
    headline: rows.length === 0 ? 'Nothing is muted.' : `${plural(rows.length, 'mute')}.`,
    ...(rows.length > 0 && {
      table: { columns: ['what', 'by', 'until', 'why'].map((title) => column(title)), rows, more: 0 },
    }),
    notes: [],
    next: ['alerts', 'health'],
  };
};
