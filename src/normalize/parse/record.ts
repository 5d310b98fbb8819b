import type { Level } from '../../core/event.ts';
import { levelOf, levelOfOpenTelemetry, levelOfPython, levelOfStatus } from '../level/level.ts';
import { durationOf } from './duration.ts';
import type { Leaf } from './flatten.ts';
import type { Parsed } from './format.ts';
import { labelsOf } from './labels.ts';
import { DURATIONS, PLACES, type SlotName } from './names.ts';
import { fieldsOfSlots, suits } from './slots.ts';

interface Holder {
  leaf: [string, Leaf];
  rank: number;
}

/** What the leaves of a structured line (JSON, logfmt) say, by the names that frameworks give them; every other leaf is a label. */
export function parsedRecord(leaves: readonly [string, Leaf][]): Parsed {
  const holders = new Map<SlotName, Holder>();
  const others: [string, Leaf][] = [];
  let duration: number | undefined;
  let numbered: Level | undefined;
  for (const leaf of leaves) {
    const key = leaf[0].toLowerCase();
    numbered ??= levelOfNumber(key, leaf[1]);
    const unit = DURATIONS.get(key);
    const nanoseconds = unit === undefined || duration !== undefined ? undefined : durationOf(leaf[1], unit);
    if (nanoseconds !== undefined) duration = nanoseconds;
    const left = nanoseconds === undefined ? place(holders, key, leaf) : undefined;
    if (left) others.push(left);
  }
  return assembled(holders, others, duration, numbered);
}

/** Puts a leaf where its name belongs. Returns the leaf that is left over: this one, or one of a lesser name that it displaced. */
function place(
  holders: Map<SlotName, Holder>,
  key: string,
  leaf: [string, Leaf],
): [string, Leaf] | undefined {
  const found = PLACES.get(key);
  if (!found || !suits(found.slot, leaf[1])) return leaf;
  const holder = holders.get(found.slot);
  if (holder && holder.rank <= found.rank) return leaf;
  holders.set(found.slot, { leaf, rank: found.rank });
  return holder?.leaf;
}

function assembled(
  holders: Map<SlotName, Holder>,
  others: readonly [string, Leaf][],
  duration: number | undefined,
  numbered: Level | undefined,
): Parsed {
  const values = new Map([...holders].map(([slot, { leaf }]) => [slot, leaf[1]] as const));
  const fields = fieldsOfSlots(values, duration);
  const written = values.get('level');
  const status = fields['http.response.status_code'];
  const message = values.get('message') ?? fields['error.message'];
  const code = values.get('code');
  const time = values.get('time');
  const level =
    (written !== undefined && typeof written !== 'boolean' ? levelOf(written) : undefined) ??
    numbered ??
    (status === undefined ? undefined : levelOfStatus(status)) ??
    (fields['error.stack_trace'] ? 'error' : undefined);
  return {
    fields,
    labels: labelsOf(others),
    ...(level && { level }),
    ...(message !== undefined && { message: String(message) }),
    ...(code !== undefined && { code: String(code) }),
    ...((typeof time === 'string' || typeof time === 'number') && { time }),
  };
}

function levelOfNumber(key: string, value: Leaf): Level | undefined {
  if (typeof value !== 'number') return undefined;
  if (key === 'levelno') return levelOfPython(value);
  return key === 'severitynumber' || key === 'severity_number' ? levelOfOpenTelemetry(value) : undefined;
}
