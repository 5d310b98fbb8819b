import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNames } from '../../../src/normalize/codes/name.ts';
import { createCodeBook } from '../../../src/normalize/index.ts';

const CODE = /^[A-Z0-9]{1,12}-[0-9A-F]{6,16}$/;
const USERS = ['alice', 'bob', 'carol', 'dave', 'erin'];

function codesOf(lines: readonly string[], book = createCodeBook()) {
  const codes = lines.map((line) => book.code('shop', line).code);
  return { book, codes, resolved: codes.map((code) => book.resolve(code)) };
}

test('a code is the service in upper case and digits of a hash', () => {
  const { code } = createCodeBook().code('payments-api.eu', 'cannot charge card 17');
  expect(code).toMatch(CODE);
  expect(code).toMatch(/^PAYMENTSAPIE-/);
});

test.each([
  ['took 12 ms for order 17', 'took 3 s for order ab-99'],
  ['cannot open "/etc/a" at 10.0.0.1:80', 'cannot open "/var/b c" at 10.9.9.9:443'],
  ['user=alice logged in at 2024-01-01T10:00:00Z', 'user=bob logged in at 2024-02-03T11:12:13Z'],
  ['job [a, b] done (3 left)', 'job [] done (none left)'],
])('values do not matter: %s', (one, other) => {
  const book = createCodeBook();
  expect(book.code('shop', one)).toEqual(book.code('shop', other));
});

test.each([
  ['connection opened', 'connection closed'],
  ['a -> b sent', 'a <- b sent'],
  ['"GET /a HTTP/1.1" failed badly here', '"POST /a HTTP/1.1" failed badly here'],
])('words do: %s is not %s', (one, other) => {
  const book = createCodeBook();
  expect(book.code('shop', one).code).not.toBe(book.code('shop', other).code);
});

test('the same message has the same code in a book that knows nothing and in one that knows much', () => {
  const lines = USERS.map((user) => `session opened for user ${user} by sshd`);
  const { codes } = codesOf(lines);
  expect(lines.map((line) => codesOf([line]).codes[0])).toEqual(codes);
});

test('forms that differ in a word become one message once enough words were seen', () => {
  const { book, codes, resolved } = codesOf(USERS.map((user) => `session opened for user ${user} by sshd`));
  expect(new Set(codes).size).toBe(USERS.length);
  expect(new Set(resolved).size).toBe(1);
  expect(book.template(codes[0] ?? '')).toBe('session opened for user * by sshd');
});

test('a code that the line names wins over its words', () => {
  const book = createCodeBook();
  const one = book.code('shop', 'table A is missing', 'ORA-00942');
  expect(book.code('shop', 'no such view', 'ORA-00942')).toEqual(one);
  expect(one.template).toBe('ORA-00942');
  expect(book.code('shop', 'ORA-00942').code).not.toBe(one.code);
  expect(book.code('web', 'no such view', 'ORA-00942').code).toMatch(/^WEB-/);
});

describe('what was learned', () => {
  const words = fc.constantFrom(
    'session',
    'opened',
    'for',
    'user',
    'by',
    'disk',
    'full',
    ...USERS,
    '17',
    '"x y"',
    'a.b',
  );
  const lines = fc.array(
    fc.array(words, { minLength: 1, maxLength: 6 }).map((line) => line.join(' ')),
    { maxLength: 60 },
  );

  test('is the same in any order, and by any number of workers that merge', () => {
    fc.assert(
      fc.property(lines, fc.nat(60), (all, cut) => {
        const { book, codes, resolved } = codesOf(all);
        const reversed = codesOf(all.toReversed());
        const first = codesOf(all.slice(cut)).book;
        const second = codesOf(all.slice(0, cut)).book;
        second.merge(first.learned());
        expect(reversed.codes.toReversed()).toEqual(codes);
        expect(reversed.resolved.toReversed()).toEqual(resolved);
        expect(codes.map((code) => reversed.book.resolve(code))).toEqual(
          codes.map((code) => book.resolve(code)),
        );
        expect(codes.map((code) => second.resolve(code))).toEqual(codes.map((code) => book.resolve(code)));
      }),
    );
  });

  test('survives a restart as small documents, and is handed out once', () => {
    const { book, codes, resolved } = codesOf([
      ...USERS.map((user) => `user ${user} has no cart today`),
      'ready',
    ]);
    book.code('shop', 'x', 'E42');
    const documents = JSON.parse(JSON.stringify(book.learned()));
    expect(book.learned()).toEqual([]);
    const restarted = createCodeBook();
    restarted.merge(documents);
    expect(restarted.learned()).toEqual([]);
    expect(codes.map((code) => restarted.resolve(code))).toEqual(resolved.map((code) => book.resolve(code)));
    expect(restarted.code('shop', 'y', 'E42')).toEqual(book.code('shop', 'x', 'E42'));
    expect(restarted.learned()).toEqual([]);
  });

  test('is nothing from a document that is broken', () => {
    const book = createCodeBook();
    book.merge([
      { id: 'x', data: null },
      { id: 'y', data: { service: 1 } },
    ]);
    expect(book.learned()).toEqual([]);
  });
});

test('a full book still gives every message its code, and learns no more', () => {
  const small = createCodeBook({ maxForms: 10 });
  const names = Array.from({ length: 500 }, (_, index) =>
    String.fromCharCode(97 + (index % 26)).repeat(1 + index / 26),
  );
  const messages = names.map((name) => `this is the message of ${name} and no other`);
  expect(codesOf(messages, small).codes).toEqual(codesOf(messages).codes);
  expect(small.learned().length).toBeLessThanOrEqual(10);
  expect(small.resolve('SHOP-000000')).toBe('SHOP-000000');
});

test('where two hashes begin alike both names are longer, whichever came first, and the short one is nobody else’s', () => {
  const [one, other] = ['ABCDEF0000000000', 'ABCDEF0100000000'];
  for (const order of [
    [one, other],
    [other, one],
  ]) {
    const names = createNames();
    names.add('API', order[0] ?? '');
    expect(names.nameOf('API', order[0] ?? '')).toBe('API-ABCDEF');
    names.add('API', order[1] ?? '');
    expect([one, other].map((hash) => names.nameOf('API', hash))).toEqual(['API-ABCDEF00', 'API-ABCDEF01']);
    expect(names.find('API-ABCDEF').toSorted()).toEqual([one, other]);
    expect(names.find('API-ABCDEF01')).toEqual([other]);
  }
});
