import { type Entry, entry, perhaps, RANK, refused, TREND } from './entry.ts';

/** How to measure, rank and compare. */
export const MEASURE_ENTRIES: readonly Entry[] = [
  entry('how many|number of|count|count of|total|how often', { is: 'aggregate', aggregate: 'count' }),
  entry('rate|rate of|percentage|percent|share|ratio', { is: 'aggregate', aggregate: 'rate' }),
  entry('average|avg|mean', { is: 'aggregate', aggregate: 'avg' }),
  entry('p50|median|50th percentile', { is: 'aggregate', aggregate: 'p50' }, perhaps('latency')),
  entry('p95|95th percentile|95 percentile|95th', { is: 'aggregate', aggregate: 'p95' }, perhaps('latency')),
  entry('p99|99th percentile|99 percentile|99th', { is: 'aggregate', aggregate: 'p99' }, perhaps('latency')),
  entry(
    'p90|p75|p99.9|p999|p80|p10|90th|75th|90th percentile|quantile|quantiles|percentile|percentiles',
    refused('I have the percentiles p50, p95 and p99: which one?'),
  ),
  entry('max|maximum|highest|peak', { is: 'aggregate', aggregate: 'max' }),
  entry('min|minimum|lowest', { is: 'aggregate', aggregate: 'min' }),
  entry('hourly|hour by hour', { is: 'bucket', bucket: 'hour' }),
  entry('daily|day by day', { is: 'bucket', bucket: 'day' }),
  entry('minutely|minute by minute', { is: 'bucket', bucket: 'minute' }),
  entry('top|most|worst|biggest|largest|noisiest|loudest|most common|most frequent|most often', RANK),
  entry('latest|newest|last|most recent|recent', { is: 'rank', newest: true }),
  entry(
    'more|fewer|less|higher|lower|up or down|rising|increasing|growing|falling|dropping|increased|decreased|increase|increases|decrease|decreases|rise|rose|grew|grow|grown|dropped|fell|going up|going down|gone up|gone down|went up|went down|worse|better|trend|trending|change|changed',
    TREND,
  ),
  entry('up|down', TREND, perhaps('alerts')),
  entry(
    'week over week|wow|week on week|same time last week|the same time last week|same day last week|this time last week|a week earlier|the week before that',
    { is: 'compare', compare: 'week' },
  ),
  entry(
    'day over day|dod|day on day|same time yesterday|the same time yesterday|this time yesterday|same hour yesterday|a day earlier',
    { is: 'compare', compare: 'yesterday' },
  ),
  entry(
    'previous period|previous one|the hour before|hour before|previously|the period before|period before|the previous period|prior period|the time before',
    { is: 'compare', compare: 'previous' },
  ),
  entry('before that|the one before|previous window', { is: 'earlier', by: 'window' }),
  entry('the day before|day before|a day before', { is: 'earlier', by: 'day' }),
  entry('the week before|week before|a week before', { is: 'earlier', by: 'week' }),
  entry(
    'usual|usually|normal|normally|unusual|typical|average day|baseline',
    refused('I do not say what is usual here: compare with yesterday or last week instead.'),
  ),
];
