import { createHash } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';
import type { Clock } from '../../core/time.ts';
import { cleanJson } from '../clean.ts';
import { type BulkOperation, bulk } from './bulk.ts';
import type { Connection } from './connection.ts';

/** Something that Elasticsearch will never take as it is. */
export interface DeadLetter {
  /** Where it should have gone. */
  index: string;
  id: string;
  reason: string;
  /** The document, as text. */
  text: string;
}

/** Of a letter's text, so that it can't be refused for its size too. */
const LONGEST_TEXT = 10_000_000;

/** Lays them aside, each once however often it is tried. Rejects if that fails: then nothing is lost, since who wrote them writes again. */
export async function layAside(
  connection: Connection,
  letters: readonly DeadLetter[],
  clock: Clock,
): Promise<void> {
  const results = await bulk(
    connection,
    letters.map((letter) => operationOf(connection, letter, clock)),
  );
  for (const result of results) {
    if (result.state !== 'rejected') continue;
    throw new UpstreamError(
      'STORE_FAILED',
      `A document was rejected, and could not be laid aside (${result.reason}).`,
    );
  }
}

function operationOf({ names }: Connection, letter: DeadLetter, clock: Clock): BulkOperation {
  const { index, id, reason, text } = letter;
  const now = clock.now();
  return {
    action: 'create',
    index: names.deadLetters(now),
    id: createHash('sha256').update(`${index} ${id} ${text}`).digest('hex'),
    source: cleanJson({
      '@timestamp': now,
      index,
      id: id.slice(0, 1_024),
      reason: reason.slice(0, 4_096),
      event: text.slice(0, LONGEST_TEXT),
    }),
  };
}
