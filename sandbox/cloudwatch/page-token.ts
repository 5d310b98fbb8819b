import { createHash } from 'node:crypto';
import { type Clock, DAY } from '../../src/core/time.ts';
import { invalidParameter } from './aws-error.ts';

/** AWS forgets a page token after 24 hours. */
export const TOKEN_LIFETIME = DAY;

/** A token that says where the next page begins; only good for the same question, and for a while. */
export function pageToken(after: string, question: unknown, clock: Clock): string {
  return Buffer.from(JSON.stringify([after, digest(question), clock.now()])).toString('base64url');
}

export function readPageToken(token: string, question: unknown, clock: Clock, lifetime: number): string {
  const [after, asked, at] = parse(token);
  if (asked !== digest(question) || clock.now() - Number(at) > lifetime)
    throw invalidParameter('The specified nextToken is invalid.');
  return String(after);
}

function parse(token: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

function digest(question: unknown): string {
  return createHash('sha256').update(JSON.stringify(question)).digest('base64url').slice(0, 16);
}
