import pg from 'pg';
import { ConflictError, RejectedError, UpstreamError } from '../../core/errors.ts';

/** PostgreSQL's SQLSTATE codes that say why, by prefix: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const PASSING: readonly [sqlState: string, code: string, sentence: string][] = [
  ['53100', 'STORE_FULL', "The database's disk is full: make room there; what was not stored is read again"],
  ['53', 'STORE_BUSY', 'The database has no room for another connection just now'],
  ['57014', 'STORE_SLOW', 'The database took too long to answer'],
  ['57P', 'STORE_RESTARTING', 'The database is shutting down or starting'],
  ['08', 'STORE_UNREACHABLE', 'The connection to the database broke'],
  ['40', 'STORE_BUSY', 'The database gave way to another writer'],
  ['55P03', 'STORE_BUSY', 'The database is busy with the same rows'],
  ['25006', 'STORE_READ_ONLY', 'The database is read-only just now'],
];

const ADVICE =
  'Check DATABASE_URL, and that its user may connect to that database and create a schema in it.';
const REFUSED = /^(28|3D000|42501)/;

/** What a failure of the database means to sysmon: passes, is refused, or (unchanged) is a fault of ours. Never holds the URL. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof ConflictError || !(error instanceof Error)) return error;
  if (!(error instanceof pg.DatabaseError)) return isConnection(error) ? unreachable(error) : error;
  const sqlState = error.code ?? '';
  if (REFUSED.test(sqlState))
    return new RejectedError('STORE_REFUSED', `The database refused us: ${error.message}`, ADVICE, {
      cause: error,
    });
  const known = PASSING.find(([prefix]) => sqlState.startsWith(prefix));
  if (!known) return error;
  const [, code, sentence] = known;
  return new UpstreamError(code, `${sentence} (${error.message}).`, {
    cause: error,
    doubtful: sqlState.startsWith('57'),
  });
}

function unreachable(error: Error): UpstreamError {
  const sentence = `The database can't be reached (${reason(error)}).`;
  return new UpstreamError('STORE_UNREACHABLE', sentence, { cause: error, doubtful: true });
}

/** What node and `pg` throw where there is no answer: socket errors by code, and `pg`'s own, which have a message alone. */
function isConnection(error: Error): boolean {
  return (
    /^E[A-Z]+$/.test(codeOf(error)) ||
    /^(Connection terminated|Client has encountered|Query read timeout|timeout e|Cannot use a pool)/i.test(
      error.message,
    )
  );
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}

/** A host with several addresses fails with an error for each, and an empty message of its own. */
function reason(error: Error): string {
  return error.message || codeOf(error);
}
