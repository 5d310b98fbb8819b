import { errors } from '@elastic/elasticsearch';
import type { BulkOperation } from './bulk.ts';
import type { Connection } from './connection.ts';
import type { Fault } from './failure.ts';

export interface BulkAnswer {
  status: number;
  fault?: Fault;
}

/** One answer for each operation. A request refused as a whole for being too much is the answer of each; one that is too large is sent in halves. */
export async function sendBulk(
  connection: Connection,
  operations: readonly BulkOperation[],
): Promise<BulkAnswer[]> {
  return connection.run(async (client) => {
    try {
      const { items } = await client.bulk(
        { operations: linesOf(operations), filter_path: FILTER },
        { maxRetries: 0 },
      );
      return items.map(answerOf);
    } catch (error) {
      const status = error instanceof errors.ResponseError ? error.statusCode : undefined;
      if (status !== 429 && status !== 413) throw error;
      if (status === 413 && operations.length > 1) return sendHalves(connection, operations);
      const fault = { status, type: 'request', reason: `the request was refused with ${status}` };
      return operations.map(() => ({ status, fault }));
    }
  });
}

/** A proxy before Elasticsearch may take less than it does. */
async function sendHalves(
  connection: Connection,
  operations: readonly BulkOperation[],
): Promise<BulkAnswer[]> {
  const half = Math.ceil(operations.length / 2);
  const first = await sendBulk(connection, operations.slice(0, half));
  return [...first, ...(await sendBulk(connection, operations.slice(half)))];
}

const FILTER = [
  'items.*.status',
  'items.*.error.type',
  'items.*.error.reason',
  'items.*.error.caused_by.reason',
];

/** The lines of NDJSON; what is text already is sent as it is. */
function linesOf(operations: readonly BulkOperation[]): string[] {
  return operations.flatMap(({ action, index, id, version, orEqual, seenAt, source }) => {
    const header = JSON.stringify({
      [action]: {
        _index: index,
        _id: id,
        ...(version !== undefined && { version, version_type: orEqual ? 'external_gte' : 'external' }),
        ...(seenAt && { if_seq_no: seenAt.seqNo, if_primary_term: seenAt.primaryTerm }),
      },
    });
    return source === undefined ? [header] : [header, source];
  });
}

interface Item {
  status: number;
  error?: { type: string; reason?: string | null; caused_by?: { reason?: string | null } };
}

function answerOf(item: Readonly<Record<string, Item | undefined>>): BulkAnswer {
  const { status = 0, error } = Object.values(item)[0] ?? {};
  if (!error) return { status };
  const reason = [error.reason, error.caused_by?.reason].filter(Boolean).join(': ');
  return { status, fault: { status, type: error.type, reason } };
}
