import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '../../core/time.ts';
import { type BulkAnswer, sendBulk } from './bulk-request.ts';
import type { Connection } from './connection.ts';
import { explainFault, type Fault } from './failure.ts';

export interface BulkOperation {
  /** `create` refuses an id that is there, `index` replaces it. */
  action: 'index' | 'create' | 'delete';
  index: string;
  id: string;
  /** Ours, kept by Elasticsearch: the operation is a conflict unless it is higher than the one that is there. */
  version?: number;
  /** With `version`: the same version once more is no conflict. */
  orEqual?: true;
  /** The operation is a conflict unless the document is still as it was read. */
  seenAt?: { seqNo: number; primaryTerm: number };
  /** The document as JSON text, on one line; nothing for `delete`. */
  source?: string;
}

/** What became of one operation. */
export type BulkResult =
  | { state: 'written'; created: boolean }
  /** It is there already, or a newer one is. */
  | { state: 'conflict' }
  /** There was nothing to delete. */
  | { state: 'missing' }
  /** This document, as it is, will never be taken; others are not touched by it. */
  | { state: 'rejected'; reason: string };

/** In the order of the operations. */
export type BulkOutcome = readonly BulkResult[];

/** Bytes of one request; an operation that is larger goes alone. */
const LARGEST = 5_000_000;
/** Waits between attempts, in milliseconds, where Elasticsearch says "later" to all: some 20 s. Where it took a part, they begin anew. */
const WAITS = [100, 250, 500, 1 * SECOND, 2 * SECOND, 4 * SECOND, 6 * SECOND, 6 * SECOND];

/**
 * Writes the operations, some megabytes a request and few requests at a time. What Elasticsearch has no room for now is sent again, item by item,
 * after a wait. Rejects as `Connection.run` does if the whole can't go on; then some operations may have been done.
 */
export async function bulk(
  connection: Connection,
  operations: readonly BulkOperation[],
): Promise<BulkOutcome> {
  const results = new Array<BulkResult>(operations.length);
  const write = async (lot: readonly Numbered[]) => {
    for (const [number, result] of await writeLot(connection, lot)) results[number] = result;
  };
  const settled = await Promise.allSettled(lots(operations).map((lot) => connection.bulks(() => write(lot))));
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  return results;
}

type Numbered = readonly [number: number, operation: BulkOperation];

/** Keeps its place among the few until all of it is done: while Elasticsearch is busy, nothing more is sent to it. */
async function writeLot(connection: Connection, lot: readonly Numbered[]): Promise<Map<number, BulkResult>> {
  const results = new Map<number, BulkResult>();
  let left = lot;
  let attempt = 0;
  while (left.length > 0) {
    const wait = WAITS[attempt];
    const answers = await sendBulk(
      connection,
      left.map(([, operation]) => operation),
    );
    const later = left.filter(([number], position) => {
      const result = resultOf(answers[position], wait === undefined);
      if (result) results.set(number, result);
      return !result;
    });
    if (later.length > 0) await sleep(wait);
    attempt = later.length < left.length ? 0 : attempt + 1;
    left = later;
  }
  return results;
}

/** Undefined if the operation should be sent again. */
function resultOf(answer: BulkAnswer | undefined, isLast: boolean): BulkResult | undefined {
  if (!answer) throw new Error('a bulk answer has fewer items than its request');
  const { status, fault } = answer;
  if (status === 404 && !fault) return { state: 'missing' };
  if (!fault) return { state: 'written', created: status === 201 };
  if (status === 409) return { state: 'conflict' };
  const failure = isTooLarge(fault) ? undefined : explainFault(fault);
  if (!failure) return { state: 'rejected', reason: `${fault.type}: ${fault.reason}` };
  if (isPassing(fault) && !isLast) return undefined;
  throw failure;
}

/** An index may be deleted while a request for it is under way: the next one makes it anew. A full disk is not made room on in seconds. */
function isPassing({ status, type }: Fault): boolean {
  if (type === 'cluster_block_exception') return false;
  return status === 429 || status === 503 || type === 'index_not_found_exception';
}

/** An operation takes this many times its length while it is under way, on its node and on the shard. */
const COPIES = 1.25;

/** Elasticsearch says "later" too where one operation alone is more than it ever has memory for. */
function isTooLarge({ reason }: Fault): boolean {
  const [, needed, most] = /primary_operation_bytes=(\d+), max_primary_bytes=(\d+)/.exec(reason) ?? [];
  return Number(needed) * COPIES > Number(most);
}

function lots(operations: readonly BulkOperation[]): Numbered[][] {
  const all: Numbered[][] = [];
  let lot: Numbered[] = [];
  let size = 0;
  operations.forEach((operation, number) => {
    const length = Buffer.byteLength(operation.source ?? '');
    if (lot.length > 0 && size + length > LARGEST) {
      all.push(lot);
      lot = [];
      size = 0;
    }
    lot.push([number, operation]);
    size += length;
  });
  if (lot.length > 0) all.push(lot);
  return all;
}
