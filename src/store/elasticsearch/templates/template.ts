import type { estypes } from '@elastic/elasticsearch';
import type { IndexNames } from '../index-names.ts';

/** What an index is like from its first document on. */
export interface Template {
  name: string;
  /** One more with every change below: an installed template is never written again, and the highest version is the one that counts. */
  version: number;
  /** The indices it is for. */
  pattern(names: IndexNames): string;
  settings: estypes.IndicesIndexSettings;
  /** False: no writing makes such an index by itself, so none comes back after it was dropped. */
  autoCreate?: false;
  mappings: estypes.MappingTypeMapping;
}
