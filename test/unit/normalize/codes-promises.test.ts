import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCodeBook } from '../../../src/normalize/index.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const WORDS =
  `session opened for user by sshd from cannot open the log disk full permission denied error failed to pull image
  Privacy Sandbox Attestations "active" "x y" 17 a.b /etc/app.conf key=value [busy] -> +up : : state alice bob carol dave erin`.split(
    /\s+/,
  );
const message = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 })
  .map((words) => words.join(' ').replaceAll(' :', ':'));
const messages = fc.array(message, { maxLength: 120 });

type Book = ReturnType<typeof createCodeBook>;
const taught = (lines: readonly string[]): Book => {
  const book = createCodeBook();
  for (const line of lines) book.code('shop', line);
  return book;
};
const codes = (lines: readonly string[], book: Book) =>
  lines.map((line) => book.resolve(book.code('shop', line).code));

describe('whatever the messages are', () => {
  test('any order of arrival gives the same codes', () => {
    fc.assert(
      fc.property(messages, fc.infiniteStream(fc.nat()), (lines, keys) => {
        const shuffled = lines
          .map((line) => ({ line, key: keys.next().value ?? 0 }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ line }) => line);
        expect(codes(lines, taught(shuffled))).toEqual(codes(lines, taught(lines)));
      }),
      { numRuns: 150 },
    );
  });

  test('two workers that learn at once and merge, in either direction, agree with one that saw it all', () => {
    fc.assert(
      fc.property(messages, messages, (mine, yours) => {
        const [one, other] = [taught(mine), taught(yours)];
        const [fromOne, fromOther] = [one.learned(), other.learned()];
        one.merge(fromOther);
        other.merge(fromOne.toReversed());
        const all = [...mine, ...yours];
        const whole = codes(all, taught(all));
        expect(codes(all, one)).toEqual(whole);
        expect(codes(all, other)).toEqual(whole);
      }),
      { numRuns: 150 },
    );
  });

  test('what is stored of every kind of message names the code that it is an alias of', () => {
    fc.assert(
      fc.property(messages, messages, (before, after) => {
        const book = taught(before);
        const stored = new Map(
          book.learned().map(({ id, data }) => [id, data as { code: string; root: string }]),
        );
        for (const line of after) book.code('shop', line);
        for (const { id, data } of book.learned()) stored.set(id, data as { code: string; root: string });
        for (const { code, root } of stored.values()) expect(book.resolve(code)).toBe(root);
        expect(book.learned()).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('a code that was given once resolves for ever to the code of its message, after a restart too', () => {
    fc.assert(
      fc.property(messages, messages, (before, after) => {
        const book = createCodeBook();
        const given = before.map((line) => book.code('shop', line).code);
        for (const line of after) book.code('shop', line);
        const restarted = createCodeBook();
        restarted.merge(JSON.parse(JSON.stringify(book.learned())));
        const now = codes(before, book);
        expect(given.map((code) => book.resolve(code))).toEqual(now);
        expect(given.map((code) => restarted.resolve(code))).toEqual(now);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a new version of the masking', () => {
  const TEXT = 'user 17 cannot open the log: "/var/log/a"';
  const known = createCodeBook().code('shop', TEXT);

  test('maps a code of the version before to the code that its sample has now', () => {
    const book = createCodeBook();
    const old = { service: 'shop', form: 'user * cannot open the log', masking: 1, sample: TEXT };
    book.merge([{ id: 'AAAAAA0123456789', data: old }]);
    expect(book.resolve('SHOP-AAAAAA')).toBe(known.code);
    expect(book.template('SHOP-AAAAAA')).toBe(known.template);
    expect(book.learned().map(({ data }) => data)).toMatchObject([
      { form: known.template.replace(':', ' :'), code: known.code, root: known.code },
      { masking: 1, code: 'SHOP-AAAAAA', root: known.code },
    ]);
  });

  test('maps a code that was stored without version and sample by its form', () => {
    const book = createCodeBook();
    book.merge([{ id: 'BBBBBB0123456789', data: { service: 'shop', form: 'job * took *' } }]);
    expect(book.resolve('SHOP-BBBBBB')).toBe(book.code('shop', 'job 17 took 30 ms').code);
  });

  test('changes nothing where the form is the same', () => {
    const [first] = taught(['job 17 took 30 ms']).learned();
    const book = createCodeBook();
    book.merge([{ id: first?.id ?? '', data: { service: 'shop', form: 'job * took *' } }]);
    expect(book.learned()).toHaveLength(1);
    expect(book.resolve(`SHOP-${first?.id.slice(0, 6)}`)).toBe(book.code('shop', 'job 18 took 1 ms').code);
  });
});

describe('what is learned is bounded', () => {
  const pool = Array.from({ length: 4_096 }, (_, seed) =>
    (seed + 456_976)
      .toString(26)
      .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))),
  );
  /** Words 0 and 1 alone make 16 million different messages. */
  const hostile = (seed: number) =>
    Array.from(
      { length: 12 },
      (_, place) => pool[(place === 1 ? seed >> 12 : seed * (2 * place + 1) + (seed >> place)) & 4_095],
    ).join(' ');

  test('150,000 kinds of message: memory stops to grow, and no line costs more than before', () => {
    const book = createCodeBook({ maxForms: 2_000 });
    const feed = (from: number, count: number) => {
      const started = process.cpuUsage();
      for (let seed = from; seed < from + count; seed++) book.code('shop', hostile(seed));
      return process.cpuUsage(started).user;
    };
    feed(0, 10_000);
    const before = settledHeap();
    const first = feed(10_000, 20_000);
    feed(30_000, 100_000);
    const last = feed(130_000, 20_000);
    expect(settledHeap() - before).toBeLessThan(24 * 1024 * 1024);
    expect(last).toBeLessThan(3 * first);
    expect(book.learned().length).toBeLessThanOrEqual(2_000);
  }, 60_000);

  test('long messages leave only their form behind', () => {
    const book = createCodeBook();
    const before = settledHeap();
    for (let seed = 0; seed < 500; seed++)
      book.code('shop', `${hostile(seed)} ${'tail of it '.repeat(20_000)}`);
    expect(settledHeap() - before).toBeLessThan(16 * 1024 * 1024);
  });

  test('a line of 10 MB costs about what its first lines cost', () => {
    const book = createCodeBook();
    const start = 'cannot open the log of the shop\n';
    const long = start + 'x '.repeat(5_000_000);
    const timed = (text: string) => {
      const started = performance.now();
      for (let turn = 0; turn < 50; turn++) book.code('shop', text);
      return performance.now() - started;
    };
    timed(long);
    expect(timed(long)).toBeLessThan(timed(start.repeat(200)) + 50);
  });
});

function settledHeap(): number {
  for (let turn = 0; turn < 3; turn++) collectGarbage();
  return process.memoryUsage().heapUsed;
}
