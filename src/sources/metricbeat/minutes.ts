import { bucketOf, type Instant, MINUTE } from '../../core/time.ts';
import { type Memory, remembered } from './cursor.ts';
import { type Fields, type Document as Found, Head, hostOf, setOf } from './document.ts';
import { faultIn, type Part } from './metricset.ts';
import { openMinute, type Reading, type Told } from './minute/minute.ts';

/** Puts documents together minute by minute, however many there are: no more than one minute is held. */
export interface Minutes {
  /** Documents in the order of their time; yields each minute that is over. */
  add(documents: Iterable<Fields>): Generator<Told>;
  /** The last minute, and what to remember of all before `from`. */
  end(): { told: Told; memory: Memory };
  /** How many documents could not be understood, by what was wrong. */
  faults: ReadonlyMap<string, number>;
}

/** `memory` is moved on. `from` is where the next reading begins. */
export function openMinutes(part: Part, memory: Memory, from: Instant, reading: Reading): Minutes {
  const faults = new Map<string, number>();
  let minute: ReturnType<typeof openMinute> | undefined;
  let kept: Memory | undefined;

  function close(): Told | undefined {
    if (!minute) return undefined;
    part.atEnd(minute);
    const told = minute.close();
    minute = undefined;
    return told;
  }

  function open(at: Instant) {
    if (at >= from) kept ??= remembered(memory, from);
    minute = openMinute(at, memory, reading);
    return minute;
  }

  function note(fault: string): void {
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
  }

  return {
    faults,
    *add(documents) {
      for (const fields of documents) {
        const found = documentOf(part, fields);
        if (typeof found === 'string') note(found);
        if (!found || typeof found === 'string') continue;
        const at = bucketOf(found.document.at, MINUTE);
        if (minute && minute.at !== at) {
          const told = close();
          if (told) yield told;
        }
        const fault = part.metricsets[found.set]?.tell(found.document, minute ?? open(at));
        if (fault) note(`${part.name}.${found.set}: ${fault}`);
      }
    },
    end: () => {
      const told = close() ?? { events: [], points: [] };
      return { told, memory: kept ?? remembered(memory, from) };
    },
  };
}

/** A text says what is wrong with it; undefined is a document of another set. */
function documentOf(part: Part, fields: Fields): { set: string; document: Found } | string | undefined {
  const head = Head.safeParse(fields);
  if (!head.success) return `${part.name}: ${faultIn(head.error)}`;
  const set = setOf(part.name, head.data);
  const at = head.data['@timestamp'];
  if (at === undefined || set === undefined || !(set in part.metricsets)) return undefined;
  const host = hostOf(head.data);
  return { set, document: { at, host, agent: head.data['agent.id'] ?? host ?? '', fields } };
}
