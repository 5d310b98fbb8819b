/** Advisory locks, by numbers that no other program on the same server is likely to use. */
export const LOCKS = {
  migrate: 73_190_001,
  partitions: 73_190_002,
  series: 73_190_003,
} as const;
