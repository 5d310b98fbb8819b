import { amountWords, countWords, percentWords } from '../words.ts';
import { average, highest, last, mean, sum, total } from './amounts.ts';
import { cloudList } from './cloud-list.ts';

/** The databases, the busiest first. */
export const databases = cloudList({
  one: 'database',
  main: 'database.cpu.utilization',
  others: ['database.connections', 'database.memory.free', 'database.storage.free'],
  columns: ['CPU', 'highest', 'connections', 'free memory', 'free storage'],
  cells: (read) => [
    amountWords(read('database.cpu.utilization', last), '%'),
    amountWords(read('database.cpu.utilization', highest), '%'),
    amountWords(read('database.connections', last), '1'),
    amountWords(read('database.memory.free', last), 'By'),
    amountWords(read('database.storage.free', last), 'By'),
  ],
  badness: (read) => [
    read('database.cpu.utilization', last) ?? 0,
    read('database.cpu.utilization', highest) ?? 0,
  ],
  said: (amount) => `CPU ${amount} on average`,
  together: mean,
});

/** The queues, the one where most waits first. */
export const queues = cloudList({
  one: 'queue',
  main: 'queue.messages',
  others: ['queue.oldest_message_age'],
  columns: ['waiting', 'mean', 'highest', 'oldest message'],
  cells: (read) => [
    amountWords(read('queue.messages', last), '1'),
    amountWords(read('queue.messages', average), '1'),
    amountWords(read('queue.messages', highest), '1'),
    amountWords(read('queue.oldest_message_age', last), 's'),
  ],
  badness: (read) => [read('queue.messages', last) ?? 0, read('queue.oldest_message_age', last) ?? 0],
  said: (amount) => `${amount} messages wait on average`,
  together: sum,
});

/** The functions, the one that failed or was throttled most first. */
export const functions = cloudList({
  one: 'function',
  main: 'function.invocations',
  others: ['function.errors', 'function.throttles', 'function.duration.p95'],
  columns: ['invocations', 'errors', 'throttles', 'newest p95'],
  cells: (read) => {
    const invocations = read('function.invocations', total) ?? 0;
    const errors = read('function.errors', total) ?? 0;
    return [
      countWords(invocations),
      errors === 0 ? '0' : `${countWords(errors)} (${percentWords(errors, invocations)})`,
      countWords(read('function.throttles', total) ?? 0),
      amountWords(read('function.duration.p95', last), 'ns'),
    ];
  },
  badness: (read) => [
    (read('function.errors', total) ?? 0) + (read('function.throttles', total) ?? 0),
    read('function.invocations', total) ?? 0,
  ],
  said: (amount) => `${amount} invocations`,
  together: sum,
});
