/** What people type, and what it means on Tuesday 2026-11-24 at 15:30 in Berlin. */
export const SLIPS: readonly (readonly [string, string])[] = [
  ['erorrs api', 'errors api | 24 14:30 - 24 15:30'],
  ['erors apii', 'errors api | 24 14:30 - 24 15:30'],
  ['lantency serch', 'latency search | 24 14:30 - 24 15:30'],
  ['latnecy chekcout', 'latency checkout | 24 14:30 - 24 15:30'],
  ['errors webb', 'errors web | 24 14:30 - 24 15:30'],
  ['errors last 24 huors', 'errors | 23 15:30 - 24 15:30'],
  ['wranings api yestreday', 'warnings api | 23 00:00 - 24 00:00'],
  ['errors biling-worker', 'errors billing-worker | 24 14:30 - 24 15:30'],
  ['billing worker errors', 'errors billing-worker | 24 14:30 - 24 15:30'],
  ['payment errors', 'errors payments | 24 14:30 - 24 15:30'],
  ['notification warnings today', 'warnings notifications | 24 00:00 - 24 15:30'],
  ['requets web last 2 hous', 'requests web | 24 13:30 - 24 15:30'],
  ['slowset endponts of api', 'latency api by endpoint | 24 14:30 - 24 15:30'],
  ['faliures in serach today', 'failures search | 24 00:00 - 24 15:30'],
];
