import pg from 'pg';
import { expect, test } from 'vitest';
import { ConflictError } from '../../../src/core/errors.ts';
import { explainFailure } from '../../../src/store/postgres/failure.ts';

function failure(sqlState: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('what PostgreSQL says', 1, 'error'), { code: sqlState });
}

test.each([
  ['53100', 'STORE_FULL'],
  ['53300', 'STORE_BUSY'],
  ['57P01', 'STORE_RESTARTING'],
  ['57P03', 'STORE_RESTARTING'],
  ['57014', 'STORE_SLOW'],
  ['40P01', 'STORE_BUSY'],
  ['08006', 'STORE_UNREACHABLE'],
])('PostgreSQL failing with %s passes by itself: %s', (sqlState, code) => {
  const cause = failure(sqlState);
  expect(explainFailure(cause)).toMatchObject({ name: 'UpstreamError', code, cause });
});

test('after a lost connection it is doubtful whether the change was made', () => {
  const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  expect(explainFailure(reset)).toMatchObject({ code: 'STORE_UNREACHABLE', doubtful: true });
  expect(explainFailure(new Error('Connection terminated unexpectedly'))).toMatchObject({ doubtful: true });
  expect(explainFailure(failure('53100'))).toMatchObject({ doubtful: false });
});

test('a fault of our own is not dressed up as theirs', () => {
  for (const error of [failure('42601'), new TypeError('x is undefined'), new ConflictError('moved on')]) {
    expect(explainFailure(error)).toBe(error);
  }
});
