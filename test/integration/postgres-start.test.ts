import pg from 'pg';
import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';

const url = await freshDatabase();

test('a test file has a database of its own', async () => {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query('select current_database() as name');
  expect(rows[0].name).toMatch(/^test_/);
  await client.end();
});
