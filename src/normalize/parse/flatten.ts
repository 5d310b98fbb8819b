import { DEPTH, FIELD, LEAVES } from '../limits.ts';

export type Leaf = string | number | boolean;

/**
 * The leaves of a JSON object under their dotted names, nearest to the root first, at most `LEAVES`. What lies deeper than `DEPTH` is one leaf
 * of JSON text; so is a list, except one of texts alone (a stack trace), which becomes lines.
 */
export function flatten(record: object): [string, Leaf][] {
  const leaves: [string, Leaf][] = [];
  let level: [string, object][] = [['', record]];
  for (let depth = 0; level.length > 0; depth++) level = descend(level, depth, leaves);
  return leaves;
}

/** Takes the leaves of one level, and returns the objects of the next. */
function descend(level: [string, object][], depth: number, leaves: [string, Leaf][]): [string, object][] {
  const next: [string, object][] = [];
  for (const [prefix, object] of level) {
    for (const key in object) {
      if (leaves.length + next.length >= LEAVES) return next;
      const value: unknown = Reflect.get(object, key);
      const name = prefix ? `${prefix}.${key}` : key;
      if (isObject(value) && depth < DEPTH) next.push([name, value]);
      else if (isLeaf(value)) leaves.push([name, value]);
      else if (value !== null) leaves.push([name, asText(value)]);
    }
  }
  return next;
}

function isLeaf(value: unknown): value is Leaf {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asText(value: unknown): string {
  if (
    Array.isArray(value) &&
    value.length > 0 &&
    value.slice(0, 100).every((item) => typeof item === 'string')
  ) {
    return value.join('\n');
  }
  const shown: unknown = Array.isArray(value) ? value.slice(0, FIELD) : value;
  try {
    return JSON.stringify(shown).slice(0, FIELD + 1);
  } catch {
    return '[nested too deep to show]';
  }
}
