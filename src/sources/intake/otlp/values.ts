import type { Instant } from '../../../core/time.ts';
import { AnyValue, type Attributes, KeyValue } from './shapes.ts';

/** Deeper than this a value is left out. */
const DEPTH = 6;

/** Attributes by name, as text; of two of one name the last counts. */
export type Texts = Readonly<Record<string, string>>;

export function textsOf(attributes: Attributes): Texts {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, textOf(value)]));
}

/** A text as it is; lists and maps as JSON, so that a JSON body is read as any JSON line. */
export function textOf(value: AnyValue | undefined): string {
  const plain = plainOf(value, 0);
  if (plain === undefined) return '';
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}

type Plain = string | number | boolean | undefined | Plain[] | { [name: string]: Plain };

function plainOf(value: AnyValue | undefined, depth: number): Plain {
  if (!value || depth > DEPTH) return undefined;
  const { arrayValue, kvlistValue, bytesValue, intValue } = value;
  if (arrayValue) return arrayValue.values.map((inner) => plainOf(AnyValue.safeParse(inner).data, depth + 1));
  if (kvlistValue)
    return Object.fromEntries(
      kvlistValue.values
        .flatMap((inner) => KeyValue.safeParse(inner).data ?? [])
        .map(({ key, value: own }) => [key, plainOf(own, depth + 1)]),
    );
  if (bytesValue !== undefined) return Buffer.from(bytesValue).toString('base64');
  if (intValue !== undefined)
    return Number.isSafeInteger(Number(intValue)) ? Number(intValue) : `${intValue}`;
  return value.stringValue ?? value.boolValue ?? value.doubleValue;
}

/** Undefined where a sender left the time out. */
export function instantOf(nanoseconds: bigint): Instant | undefined {
  return nanoseconds === 0n ? undefined : Number(nanoseconds / 1_000_000n);
}
