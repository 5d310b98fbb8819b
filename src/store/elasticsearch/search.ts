import type { estypes } from '@elastic/elasticsearch';

/** Parameters of a search over indices that come and go: one that is not there holds nothing, and a shard that fails is an error, not a smaller answer. */
export const ON_NO_INDEX = {
  ignore_unavailable: true,
  allow_no_indices: true,
  allow_partial_search_results: false,
} as const;

export function totalOf(total: estypes.SearchHitsMetadata['total']): number {
  return typeof total === 'number' ? total : (total?.value ?? 0);
}
