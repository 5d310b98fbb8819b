import { pathOf } from '../../core/route.ts';
import { levelOf } from '../level/level.ts';
import type { Leaf } from './flatten.ts';
import type { Fields } from './format.ts';
import type { SlotName } from './names.ts';

const CODE = /^(?=[\w.:-]*[A-Za-z])[\w.:-]{2,64}$|^[A-Z\d]{5}$/;

/** What a value must look like to be taken for what its name says; otherwise it stays a label. */
const SHAPES: Partial<Record<SlotName, (value: Leaf) => boolean>> = {
  time: (value) => typeof value !== 'boolean',
  level: (value) => typeof value !== 'boolean' && levelOf(value) !== undefined,
  code: (value) => typeof value === 'string' && CODE.test(value),
  'client.ip': (value) => typeof value === 'string' && /^[\da-fA-F.:]{2,45}$/.test(value),
  'http.request.method': (value) => typeof value === 'string' && /^[A-Za-z]{3,10}$/.test(value),
  'http.response.status_code': (value) => /^[1-5]\d\d$/.test(String(value)),
  'url.path': (value) => typeof value === 'string' && pathOf(value) !== undefined,
  'process.pid': (value) => /^\d{1,10}$/.test(String(value)),
};

export function suits(slot: SlotName, value: Leaf): boolean {
  const shape = SHAPES[slot];
  return shape ? shape(value) : typeof value === 'string' && value !== '';
}

/** What fills something beside the fields of an event. */
const BESIDES: readonly SlotName[] = ['time', 'level', 'message', 'code'];

/** The fields of an event that the slots hold. */
export function fieldsOfSlots(held: ReadonlyMap<SlotName, Leaf>, duration: number | undefined): Fields {
  const fields: Record<string, string | number | undefined> = {};
  for (const [slot, value] of held) if (!BESIDES.includes(slot)) fields[slot] = fieldOf(slot, value);
  if (duration !== undefined) fields['event.duration'] = duration;
  return fields as Fields;
}

function fieldOf(slot: SlotName, value: Leaf): string | number | undefined {
  if (slot === 'http.response.status_code' || slot === 'process.pid') return Number(value);
  if (slot === 'url.path') return pathOf(String(value));
  return slot === 'http.request.method' ? String(value).toUpperCase() : String(value);
}
