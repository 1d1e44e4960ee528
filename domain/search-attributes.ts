/** Search attributes of every failover workflow, all Keyword: ids are matched whole, never tokenised. */
export const SEARCH_ATTRIBUTES = [
  'FailoverJobId',
  'FailoverType',
  'FailoverStatus',
  'FailoverVmId',
  'FailoverVmName',
] as const;
export type SearchAttribute = (typeof SEARCH_ATTRIBUTES)[number];
