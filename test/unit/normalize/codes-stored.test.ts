import { expect, test } from 'vitest';
import { createCollectMemory } from '../../../jobs/collect-memory.ts';
import { mergeLearned, saveLearned } from '../../../jobs/learned-codes.ts';
import { createCodeBook } from '../../../src/normalize/index.ts';
import { openMemoryStore } from '../../support/memory-store.ts';

const clock = { now: () => Date.UTC(2024, 0, 1) };

function worker(store = openMemoryStore({ clock })) {
  return { store, codes: createCodeBook(), memory: createCollectMemory(), clock };
}
const session = (user: string) => `session opened for user ${user} by sshd`;

test('a code in the store follows what its message turns out to be, whichever worker finds out', async () => {
  const one = worker();
  const { code } = one.codes.code('shop', session('alice'));
  await saveLearned(one);
  expect(await rootsIn(one)).toEqual({ [code]: code });
  const other = worker(one.store);
  await mergeLearned(other);
  for (const user of ['bob', 'carol', 'dave', 'erin']) other.codes.code('shop', session(user));
  await saveLearned(other);
  const general = other.codes.resolve(code);
  expect(general).not.toBe(code);
  expect(await rootsIn(one)).toMatchObject({ [code]: general, [general]: general });
});

async function rootsIn({ store }: ReturnType<typeof worker>): Promise<Record<string, string>> {
  const documents = await store.documents.find('code');
  return Object.fromEntries(documents.map(({ data }) => Object(data)).map(({ code, root }) => [code, root]));
}
