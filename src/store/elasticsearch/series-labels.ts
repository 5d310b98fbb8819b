import { createHash } from 'node:crypto';
import type { Labels } from '../../core/series.ts';
import { cleanJson, cleanText } from '../clean.ts';

/** Lucene takes no term of more than 32,766 bytes: a longer value keeps its beginning, and a hash that tells it from others. */
const LONGEST_LABEL = 10_000;
const LONGEST_NAME = 4_000;

/** The labels as they are stored, found and grouped by. */
export function indexedLabels(labels: Labels): Labels {
  const clean: Labels = JSON.parse(cleanJson(labels));
  return Object.fromEntries(Object.entries(clean).map(([name, value]) => [name, indexedValue(value)]));
}

/** One value of a label likewise. */
export function indexedValue(value: string): string {
  const clean = cleanText(value);
  if (clean.length <= LONGEST_LABEL) return clean;
  return `${clean.slice(0, LONGEST_LABEL - 65).toWellFormed()}#${hashOf(clean)}`;
}

/** The text that all points of a series carry: its labels, or where they are long a hash of them. */
export function seriesName(labels: Labels): string {
  const name = JSON.stringify(
    Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  return name.length <= LONGEST_NAME ? name : `#${hashOf(name)}`;
}

/** Undefined where the name is a hash: its labels are in the points. */
export function labelsNamed(name: string): Labels | undefined {
  return name.startsWith('#') ? undefined : JSON.parse(name);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
