import { createHash } from 'node:crypto';
import type { Instant } from '../../core/time.ts';
import { cleanJson, cleanText } from '../clean.ts';
import type { Document, DocumentKind } from '../document-store.ts';

/** A document as Elasticsearch keeps it. */
export interface StoredDocument {
  kind: DocumentKind;
  id: string;
  version: number;
  updatedAt: Instant;
  /** What it is found by: one term for each top-level field that is a text, a number or a boolean. */
  terms: string[];
  /** As JSON text: Elasticsearch 8 refuses an object with such names as an empty one, though it is told not to look into it. */
  data: string;
}

/** Elasticsearch takes no id of more than 512 bytes. */
const LONGEST_ID = 500;
/** Lucene takes no term of more than 32,766 bytes. */
const LONGEST_TERM = 1_000;

export function keyOf(kind: DocumentKind, id: string): string {
  const key = `${kind}/${cleanText(id)}`;
  return Buffer.byteLength(key) <= LONGEST_ID ? key : `${kind}/#${hash(key)}`;
}

export function storedOf(kind: DocumentKind, { id, version, data, updatedAt }: Document): StoredDocument {
  return { kind, id: cleanText(id), version, updatedAt, terms: termsOf(data), data: cleanJson(data) };
}

export function documentOf({ id, version, data, updatedAt }: StoredDocument): Document {
  return { id, version, data: JSON.parse(data), updatedAt };
}

/** A field and its value as one term; text and number are told apart by their quotes. */
export function termOf(name: string, value: unknown): string {
  const term = `${cleanJson(name)}=${cleanJson(value)}`;
  return term.length <= LONGEST_TERM ? term : `#${hash(term)}`;
}

function termsOf(data: unknown): string[] {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return [];
  return Object.entries(data).flatMap(([name, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [termOf(name, value)] : [],
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
