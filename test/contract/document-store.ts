import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConflictError } from '../../src/core/errors.ts';
import { refusal } from '../../src/core/refusal.ts';
import { collection } from '../../src/store/collection.ts';
import type { DocumentStore } from '../../src/store/document-store.ts';
import type { OpenStore } from './open-store.ts';

export function documentStoreContract(open: OpenStore): void {
  const withDocuments = (
    name: string,
    body: (documents: DocumentStore, now: { at: number }) => Promise<void>,
  ) =>
    test(name, async () => {
      const now = { at: 1_000 };
      const store = await open({ now: () => now.at });
      await body(store.documents, now).finally(store.close);
    });

  withDocuments('a document comes back as it was written, at version 1', async (documents) => {
    const data = { state: 'firing', count: 3, nested: { list: [1, 'two', null, true] } };
    expect(await documents.put('alert', 'a', data, 0)).toEqual({
      id: 'a',
      version: 1,
      data,
      updatedAt: 1_000,
    });
    expect(await documents.get('alert', 'a')).toEqual({ id: 'a', version: 1, data, updatedAt: 1_000 });
    expect(await documents.get('ticket', 'a')).toBeUndefined();
    expect(await documents.get('alert', 'b')).toBeUndefined();
  });

  withDocuments(
    'a writer who names an old version is told so, and changes nothing',
    async (documents, now) => {
      await documents.put('alert', 'a', 'first', 0);
      now.at = 2_000;
      expect(await documents.put('alert', 'a', 'second', 1)).toMatchObject({ version: 2, updatedAt: 2_000 });
      for (const expected of [0, 1, 3]) {
        await expect(documents.put('alert', 'a', 'lost', expected)).rejects.toThrow(ConflictError);
      }
      await expect(documents.put('alert', 'absent', 'lost', 1)).rejects.toThrow(ConflictError);
      expect(await documents.get('alert', 'a')).toMatchObject({ version: 2, data: 'second' });
    },
  );

  withDocuments('of 20 writers at once exactly one wins each version', async (documents) => {
    for (const version of [0, 1, 2]) {
      const writers = Array.from({ length: 20 }, (_, writer) =>
        documents.put('alert', 'a', { writer }, version),
      );
      const outcomes = await Promise.allSettled(writers);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    expect(await documents.get('alert', 'a')).toMatchObject({ version: 3 });
  });

  withDocuments(
    'documents are found by their fields, the most recently updated first',
    async (documents, now) => {
      for (const [id, state, muted] of [
        ['a', 'firing', true],
        ['b', 'resolved', false],
        ['c', 'acknowledged', true],
      ] as const) {
        now.at += 1_000;
        await documents.put('alert', id, { state, muted, count: 7 }, 0);
      }
      const ids = async (filter: Parameters<DocumentStore['find']>[1]) =>
        (await documents.find('alert', filter)).map(({ id }) => id);
      expect(await ids({})).toEqual(['c', 'b', 'a']);
      expect(await ids({ where: { state: ['firing', 'acknowledged'] } })).toEqual(['c', 'a']);
      expect(await ids({ where: { state: ['firing'], muted: [false] } })).toEqual([]);
      expect(await ids({ where: { count: [7], muted: [true] } })).toEqual(['c', 'a']);
      expect(await ids({ where: { count: ['7'] } })).toEqual([]);
      expect(await ids({ where: { state: [] } })).toEqual([]);
      expect(await ids({ updatedSince: 3_000 })).toEqual(['c', 'b']);
      expect(await ids({ limit: 2 })).toEqual(['c', 'b']);
      expect(await documents.find('ticket')).toEqual([]);
    },
  );

  withDocuments(
    'a touch makes a document or gives it its next version, and keeps its data',
    async (documents) => {
      await documents.put('changed', 'a', { kept: true }, 0);
      await documents.touch('changed', ['b', 'a', 'b']);
      await documents.touch('changed', []);
      expect(await documents.get('changed', 'a')).toMatchObject({ version: 2, data: { kept: true } });
      expect(await documents.get('changed', 'b')).toMatchObject({ version: 1, data: null });
    },
  );

  withDocuments('what was touched since it was read is not removed', async (documents) => {
    await documents.touch('changed', ['a', 'b']);
    const read = await documents.find('changed');
    await documents.touch('changed', ['b']);
    await documents.remove('changed', [...read, { id: 'absent', version: 1 }]);
    expect(await documents.find('changed')).toMatchObject([{ id: 'b', version: 2 }]);
  });

  withDocuments(
    'many who touch and remove the same documents never block each other for good',
    async (documents) => {
      const ids = Array.from({ length: 50 }, (_, index) => String((index * 7919) % 50));
      const rounds = Array.from({ length: 20 }, async (_, round) => {
        await documents.touch('changed', round % 2 ? ids : ids.toReversed());
        await documents.remove('changed', await documents.find('changed'));
      });
      await Promise.all(rounds);
      await documents.remove('changed', await documents.find('changed'));
      expect(await documents.find('changed')).toEqual([]);
    },
  );

  withDocuments('text that no database holds comes back with replacement characters', async (documents) => {
    const data = { 'bad \0 key': 'nul \0, half \ud83d, whole \u{1f600}, backslash \\u0000 \\' };
    await documents.put('setting', 'x\0', data, 0);
    expect((await documents.get('setting', 'x\0'))?.data).toEqual({
      'bad \ufffd key': 'nul \ufffd, half \ufffd, whole \u{1f600}, backslash \\u0000 \\',
    });
    expect(await documents.find('setting', { where: { 'bad \0 key': ['no'] } })).toEqual([]);
  });

  withDocuments('a collection changed from 20 sides at once counts to 20', async (documents) => {
    const counters = collection(documents, 'setting', z.object({ n: z.number() }));
    await Promise.all(
      Array.from({ length: 20 }, () => counters.change('c', (data) => ({ n: (data?.n ?? 0) + 1 }))),
    );
    expect(await counters.get('c')).toEqual({ id: 'c', version: 20, data: { n: 20 } });
  });

  withDocuments(
    'a collection creates once, and a change that refuses or changes nothing writes nothing',
    async (documents) => {
      const counters = collection(documents, 'setting', z.object({ n: z.number() }));
      expect(await counters.create('c', { n: 1 })).toMatchObject({ version: 1 });
      expect(await counters.create('c', { n: 2 })).toBeUndefined();
      expect(await counters.change('c', () => refusal('no'))).toEqual({ refused: 'no' });
      expect(await counters.change('c', (data) => data ?? { n: 0 })).toMatchObject({
        version: 1,
        data: { n: 1 },
      });
      expect(await counters.find({ where: { n: [1] } })).toHaveLength(1);
    },
  );
}
