import { z } from 'zod';
import type { Alert } from '../core/alert.ts';
import { SAYINGS, type Saying, toleranceAfter } from '../detect/tolerance.ts';
import { collection } from '../store/collection.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { ownerOf } from './owner.ts';

/** What people said of alerts about one thing: a series (rule and service) or an error code. */
const Taught = z.object({
  about: z.enum(['series', 'code']),
  name: z.string(),
  /** One word an alert, in the order it was first said; a change of mind replaces it. */
  sayings: z.array(z.object({ alertId: z.string(), said: z.enum(SAYINGS) })),
});
type Taught = z.infer<typeof Taught>;

/** All that people taught, as a run of the detectors needs it. */
export interface Lessons {
  tolerance(rule: string, service: string): number;
  /** The newest word about a code. */
  ofCode(code: string): Saying | undefined;
}

export interface Teaching {
  /** Remembers what was said of an alert, for its series and its leading code. Said again it changes nothing. */
  teach(alert: Alert, said: Saying): Promise<void>;
  lessons(): Promise<Lessons>;
}

/** Words that are remembered for each thing: older ones have had their say. */
const REMEMBERED = 50;
const ALL = 10_000;

export function createTeaching(documents: DocumentStore): Teaching {
  const settings = collection(documents, 'setting', Taught);
  return {
    async teach(alert, said) {
      for (const { about, name } of thingsOf(alert))
        await settings.change(idOf(about, name), (taught) => {
          const sayings = withWord(taught?.sayings ?? [], alert.id, said);
          return { about, name, sayings };
        });
    },
    async lessons() {
      const documentsFound = await documents.find('setting', {
        where: { about: ['series', 'code'] },
        limit: ALL,
      });
      const taught = documentsFound.flatMap(({ data }) => Taught.safeParse(data).data ?? []);
      const known = new Map(taught.map((one) => [idOf(one.about, one.name), one.sayings]));
      const wordsOn = (id: string) => (known.get(id) ?? []).map(({ said }) => said);
      return {
        tolerance: (rule, service) => toleranceAfter(wordsOn(idOf('series', `${rule}/${service}`))),
        ofCode: (code) => wordsOn(idOf('code', code)).at(-1),
      };
    },
  };
}

/** Every series that joined the alert by standing out, and the code that leads it. */
function thingsOf(alert: Alert): Pick<Taught, 'about' | 'name'>[] {
  const { rule, kind, voices = [], labels, codes } = alert;
  const rules = new Set([rule, ...voices.map((voice) => voice.rule)]);
  const owner = ownerOf(alert);
  const code = labels['event.code'] ?? (kind === 'new_code' ? codes[0]?.code : undefined);
  return [
    ...(owner === undefined
      ? []
      : [...rules].map((name) => ({ about: 'series' as const, name: `${name}/${owner}` }))),
    ...(code === undefined ? [] : [{ about: 'code' as const, name: code }]),
  ];
}

function withWord(sayings: Taught['sayings'], alertId: string, said: Saying): Taught['sayings'] {
  const index = sayings.findIndex((one) => one.alertId === alertId);
  if (index >= 0) return sayings.with(index, { alertId, said });
  return [...sayings, { alertId, said }].slice(-REMEMBERED);
}

function idOf(about: Taught['about'], name: string): string {
  return `${about}/${name}`;
}
