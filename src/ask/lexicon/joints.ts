import { type Entry, entry, joint, refused } from './entry.ts';

/** Words that say how their neighbors belong together. */
export const JOINT_ENTRIES: readonly Entry[] = [
  entry('by hour|per hour|each hour|every hour|for each hour', { is: 'bucket', bucket: 'hour' }),
  entry('by day|per day|each day|every day|for each day', { is: 'bucket', bucket: 'day' }),
  entry('by minute|per minute|each minute|every minute|for each minute', { is: 'bucket', bucket: 'minute' }),
  entry('hour', { is: 'bucket', bucket: 'hour' }),
  entry('day', { is: 'bucket', bucket: 'day' }),
  entry('minute', { is: 'bucket', bucket: 'minute' }),
  entry('all day|the whole day|day long', refused('Which day? Say for example "today" or "yesterday".')),
  entry(
    'by week|per week|by month|per month|weekly|monthly|by year|per second|by second|each week|every week',
    refused('I can split time by minute, hour or day.'),
  ),
  entry(
    'break it down by|break this down by|split it by|group it by|by|per|grouped by|group by|split by|broken down by|break down by|breakdown by|each|for each|in each|every',
    joint('by'),
  ),
  entry(
    'not|no|without|except|except for|excluding|exclude|but not|and not|other than|apart from|ignoring|ignore|minus|besides|not from|not in|not on|not for|with no|leave out|leaving out',
    joint('not'),
  ),
  entry(
    'vs|versus|compared to|compared with|in comparison to|in comparison with|against|than|relative to',
    joint('versus'),
  ),
  entry('ever|all time|of all time|always|since forever', refused('Since when? Say for example "last 30d".')),
  entry('compare|comparing|comparison|comparison of', joint('compare')),
  entry('which|what|where', joint('which')),
  entry('who|whose', joint('who')),
  entry('and|or|nor|plus|&|+', joint('and')),
  entry(',', joint('comma')),
  entry('all services|every service|all the services|all apps|any service|everywhere|overall', joint('all')),
  entry('also|as well|too|add|include', joint('also')),
];
