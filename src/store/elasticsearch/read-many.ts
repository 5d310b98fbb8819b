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

/** Waits, in milliseconds, for an index that another process has only just made. */
const WAITS = [100, 200, 400, 800, 1_600];

/**
 * Reads documents by their ids, in the order of the places: as they are now, whether refreshed or not. Undefined where there is none, or
 * no such index.
 */
export async function readMany<T>(
  { run }: Connection,
  places: readonly Place[],
  fields?: readonly string[],
): Promise<(Seen<T> | undefined)[]> {
  if (places.length === 0) return [];
  const docs = places.map(({ index, id }) => ({ _index: index, _id: id }));
  const request = { docs, ...(fields && { _source_includes: [...fields] }) };
  for (const wait of [...WAITS, undefined]) {
    const { docs: answers } = await run((client) => client.mget<T>(request));
    const fault = answers.flatMap(faultOf)[0];
    if (!fault) return answers.map(seenOf);
    if (wait === undefined)
      throw new UpstreamError('STORE_UNAVAILABLE', `An index is not available (${fault}).`);
    await sleep(wait);
  }
  return [];
}

type Answer<T> = estypes.MgetResponseItem<T>;

/** A shard that does not answer is not a document that is not there. */
function faultOf(answer: Answer<unknown>): string[] {
  if (!('error' in answer) || answer.error.type === 'index_not_found_exception') return [];
  return [answer.error.reason ?? answer.error.type];
}

function seenOf<T>(answer: Answer<T>): Seen<T> | undefined {
  if ('error' in answer || !answer._source) return undefined;
  const { _source: source, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 } = answer;
  return { source, seenAt: { seqNo, primaryTerm } };
}
