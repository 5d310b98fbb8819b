import { createHash } from 'node:crypto';
import { UpstreamError } from '../../core/errors.ts';
import type { Clock, Instant } from '../../core/time.ts';
import { cleanJson } from '../clean.ts';
import type { DeadLetters } from '../event-store.ts';
import { type BulkOperation, bulk } from './bulk.ts';
import type { Connection } from './connection.ts';
import { ON_NO_INDEX, totalOf } from './search.ts';

/** Something that Elasticsearch will never take as it is. */
export interface DeadLetter {
  /** Where it should have gone. */
  index: string;
  id: string;
  reason: string;
  /** The document, as text. */
  text: string;
}

/** Characters of a letter's text, so that it can't be refused for its size too. */
const LONGEST_TEXT = 2_000_000;

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

/** How many were laid aside, and why the last one. */
export async function readDeadLetters({ run, names }: Connection): Promise<DeadLetters> {
  const { hits } = await run((client) =>
    client.search<{ '@timestamp': Instant; reason: string }>({
      index: names.deadLettersPattern,
      ...ON_NO_INDEX,
      size: 1,
      sort: [{ '@timestamp': 'desc' }],
      _source: ['@timestamp', 'reason'],
      track_total_hits: true,
    }),
  );
  const last = hits.hits[0]?._source;
  return {
    count: totalOf(hits.total),
    ...(last && { last: { at: last['@timestamp'], reason: last.reason } }),
  };
}
