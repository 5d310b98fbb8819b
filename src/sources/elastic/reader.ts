import type { Client } from '@elastic/elasticsearch';
import type { Batch, SourceDeps } from '../source.ts';
import type { ElasticAccess } from './access.ts';
import { type Buckets, type BucketsAsked, bucketPages } from './buckets.ts';
import { createCaller } from './call.ts';
import { openClient } from './client.ts';
import { type Document, type DocumentsAsked, documentPages } from './documents.ts';
import { type FieldKind, fieldKinds } from './field-kinds.ts';

/** Asks one Elasticsearch, within its budget. Indices that are not there have nothing. Throws `UpstreamError` and `RejectedError`. */
export interface ElasticReader {
  /** Documents page by page, in the order asked for: of one moment, however long it takes to read them. */
  documents(asked: DocumentsAsked): AsyncGenerator<Document[]>;
  /** What a composite aggregation puts together, page by page. */
  buckets<K extends string, N extends string>(asked: BucketsAsked<K, N>): AsyncGenerator<Buckets<K, N>>;
  /** How each of these fields is mapped, and where; a field that no index has is left out. No index at all gives undefined. */
  fieldKinds(indices: readonly string[], fields: readonly string[]): Promise<FieldKind[] | undefined>;
  /** What was spent since the last `spent()`. */
  spent(): Batch['cost'];
}

export interface Elastic {
  /** A reader for one reading. */
  reader(signal: AbortSignal): ElasticReader;
  close(): Promise<void>;
}

/** Connects when it is first read from. Sources of one cluster share one budget. */
export function openElastic(
  access: ElasticAccess,
  { openBudget, wait, random }: Pick<SourceDeps, 'openBudget' | 'wait' | 'random'>,
): Elastic {
  const budget = openBudget(`elastic/${access.url ?? access.cloudId}`, access.callsPerSecond);
  let opening: Promise<Client> | undefined;
  const open = () => {
    opening ??= openClient(access).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    reader: (signal) => {
      const { call, spent } = createCaller(open, budget, { wait, random }, signal);
      return {
        documents: (asked) => documentPages(call, asked),
        buckets: (asked) => bucketPages(call, asked),
        fieldKinds: (indices, fields) => fieldKinds(call, indices, fields),
        spent,
      };
    },
    close: async () => {
      await (await opening?.catch(() => undefined))?.close();
    },
  };
}
