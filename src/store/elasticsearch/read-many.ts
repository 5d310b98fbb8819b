import { setTimeout as sleep } from 'node:timers/promises';
import type { estypes } from '@elastic/elasticsearch';
import { UpstreamError } from '../../core/errors.ts';
import type { Connection } from './connection.ts';

export interface Place {
  index: string;
  id: string;
}

/** A document, and the state it was seen in: what its next writer names. */
export interface Seen<T> {
  source: T;
  seenAt: { seqNo: number; primaryTerm: number };
}

const NO_INDEX = 'index_not_found_exception';
/** Waits, in milliseconds, for an index that another process has only just made. */
const WAITS = [100, 200, 400, 800, 1_600];

/**
 * Reads documents by their ids, in the order of the places: as they are now, whether refreshed or not. Undefined where there is none. Rejects
 * with `UpstreamError` where an index does not answer, or is not there and may not be absent.
 */
export async function readMany<T>(
  { run }: Connection,
  places: readonly Place[],
  { fields, mayBeAbsent = false }: { fields?: readonly string[]; mayBeAbsent?: boolean } = {},
): Promise<(Seen<T> | undefined)[]> {
  if (places.length === 0) return [];
  const docs = places.map(({ index, id }) => ({ _index: index, _id: id }));
  const request = { docs, ...(fields && { _source_includes: [...fields] }) };
  for (const wait of [...WAITS, undefined]) {
    const { docs: answers } = await run((client) => client.mget<T>(request));
    const fault = answers.flatMap((answer) => faultOf(answer, mayBeAbsent))[0];
    if (!fault) return answers.map(seenOf);
    if (wait === undefined || fault.type === NO_INDEX)
      throw new UpstreamError(
        'STORE_UNAVAILABLE',
        `An index is not available (${fault.reason ?? fault.type}).`,
      );
    await sleep(wait);
  }
  return [];
}

type Answer<T> = estypes.MgetResponseItem<T>;

/** A shard that does not answer is not a document that is not there. */
function faultOf(answer: Answer<unknown>, mayBeAbsent: boolean): estypes.ErrorCause[] {
  if (!('error' in answer)) return [];
  if (mayBeAbsent && answer.error.type === NO_INDEX) return [];
  return [answer.error];
}

function seenOf<T>(answer: Answer<T>): Seen<T> | undefined {
  if ('error' in answer || !answer._source) return undefined;
  const { _source: source, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 } = answer;
  return { source, seenAt: { seqNo, primaryTerm } };
}
