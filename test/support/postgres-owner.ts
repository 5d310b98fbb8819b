import { startPostgres } from '../../sandbox/postgres.ts';
import { silentLog } from '../../src/core/log.ts';

/** A process that owns an embedded PostgreSQL: says its URL, then ends as it is told on standard input, or by a signal. */
const [folder = ''] = process.argv.slice(2);
const { url } = await startPostgres({ folder, log: silentLog });
console.log(url);
process.stdin.once('data', (word) => {
  if (String(word) === 'exit') process.exit(0);
  throw new Error('an uncaught exception');
});
