import { expect, test } from 'vitest';
import { saveProgress } from '../../../src/alerts/progress.ts';
import { noticed, unusualSince } from '../../../src/alerts/unusual.ts';
import { MINUTE } from '../../../src/core/time.ts';
import { openMemoryStore } from '../../support/memory-store.ts';
import { finding, TEN, turnedClock } from './finding.ts';

test('of each episode the worst grade and the newest words are remembered, of the last twenty', () => {
  const episode = noticed([], [finding(0), finding(1, { grade: 2 }), finding(2, { reason: 'still 40' })]);
  expect(episode).toEqual([{ since: TEN, last: TEN + 2 * MINUTE, grade: 2, reason: 'still 40' }]);
  const many = Array.from({ length: 30 }, (_, hour) => finding(60 * hour, { since: TEN + hour }));
  expect(noticed(episode, many).map(({ since }) => since)).toEqual(
    Array.from({ length: 20 }, (_, index) => TEN + 29 - index),
  );
});

test('what was unusual is told of one service or of all, the newest first', async () => {
  const store = openMemoryStore({ clock: turnedClock(TEN) });
  for (const [index, service] of ['api', 'web'].entries()) {
    const own = noticed([], [finding(index, { since: TEN + index * MINUTE })]);
    const progress = { rule: 'errors', service, state: null, noticed: own, position: TEN, version: 0 };
    await saveProgress(store.documents, progress);
  }
  expect((await unusualSince(store.documents, TEN)).map(({ service }) => service)).toEqual(['web', 'api']);
  expect(await unusualSince(store.documents, TEN, ['api'])).toMatchObject([{ rule: 'errors', grade: 1 }]);
  expect(await unusualSince(store.documents, TEN + 5 * MINUTE)).toEqual([]);
});
