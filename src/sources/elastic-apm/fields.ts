import { serviceName } from '../../core/service-name.ts';
import { bucketOf, type Instant, MINUTE } from '../../core/time.ts';
import type { Document } from '../elastic/documents.ts';

/** The first value of a field, where it is a text. */
export function textOf({ fields }: Document, field: string): string | undefined {
  const value = fields[field]?.[0];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The first value of a field, where it is a number. */
export function numberOf({ fields }: Document, field: string): number | undefined {
  const value = fields[field]?.[0];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export const AT = { field: '@timestamp', format: 'epoch_millis' };

export function atOf({ fields }: Document): Instant | undefined {
  const at = Math.floor(Number(fields[AT.field]?.[0]));
  return Number.isFinite(at) && at > 0 ? at : undefined;
}

/** Whose a document is, and of which minute. */
export interface Place {
  /** As APM has it. */
  named: string;
  /** As everything in sysmon has it. */
  service: string;
  minute: Instant;
}

export function placeOf(document: Document): Place | undefined {
  const named = textOf(document, 'service.name');
  const service = named && serviceName(named);
  const at = atOf(document);
  return named && service && at ? { named, service, minute: bucketOf(at, MINUTE) } : undefined;
}

export function placeKey(named: string, minute: Instant): string {
  return `${minute} ${named}`;
}

/** A name that anyone may have made up, as a label can have it. */
export function labelOf(name: string): string {
  return name.slice(0, 200).replaceAll('\0', '').toWellFormed();
}
