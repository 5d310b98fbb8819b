import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createCodeBook,
  createJoiner,
  createNormalizer,
  isContinuation,
  joinLines,
} from '../../../src/normalize/index.ts';
import { AT, normalize, raw, stream } from './support.ts';

const NODE = `TypeError: Cannot read properties of undefined (reading 'id')
    at total (/srv/app/src/cart.js:10:5)
    at async Router.handle (/srv/app/node_modules/router/index.js:1:1) {
  code: 'E_CART',
  [cause]: Error: timed out
      at connect (node:net:10:1)
}`;
const PYTHON = `Traceback (most recent call last):
  File "/srv/app/orders.py", line 7, in find
    return rows[0]
           ~~~~^^^
IndexError: list index out of range

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/app/main.py", line 3, in <module>
    find(1)
  File "/usr/lib/python3.12/site-packages/orm/query.py", line 9, in one
    raise NotFound(name)
orders.errors.NotFound: no such order`;
const JAVA = `Exception in thread "main" java.lang.IllegalStateException: closed
\tat java.base/java.util.Objects.check(Objects.java:5)
\tat com.example.Orders.total(Orders.java:12)
Caused by: java.io.IOException: reset
\tat com.example.Net.read(Net.java:3)
\t... 12 more
\tSuppressed: java.lang.Exception: x`;
const GO = `panic: runtime error: index out of range [5] with length 3

goroutine 1 [running]:
runtime.gopanic({0x1, 0x2})
\t/usr/local/go/src/runtime/panic.go:884 +0x1
main.(*Cart).total(0xc000012)
\t/srv/app/cart.go:14 +0x1d

goroutine 7 [chan receive]:
main.wait()
\t/srv/app/wait.go:3 +0x1
exit status 2`;
const LOGGED = `2024-01-01 10:00:00,000 ERROR [main] com.example.Pay: cannot pay
com.example.Declined: no money
\tat com.example.Pay.run(Pay.java:3)`;
const UNCAUGHT = `/srv/app/index.js:3
  throw new Error('no')
  ^

Error: no
    at main (/srv/app/index.js:3:9)`;
const KEY = `-----BEGIN RSA PRIVATE KEY-----
MIIEowIBAAKCAQEAxGVuZXJhdGVk
bm90IGEga2V5IGF0IGFsbA==
-----END RSA PRIVATE KEY-----`;
const TRACES = { NODE, PYTHON, JAVA, GO, LOGGED, UNCAUGHT, KEY };

describe.each(Object.entries(TRACES))('a trace of %s', (_, trace) => {
  test('becomes one event, with the lines around it left alone', () => {
    const events = joinLines(stream(`before\n${trace}\nafter it`));
    expect(events.map(({ text }) => text)).toEqual(['before', trace, 'after it']);
    expect(events[1]).toMatchObject({ id: 'line 1', at: AT + 1, lines: trace.split('\n').length });
  });

  test('is the same however it is cut into batches', () => {
    const lines = stream(`before\n${trace}\nafter it`);
    for (let cut = 0; cut <= lines.length; cut++) {
      const joiner = createJoiner();
      const joined = [
        ...joiner.push(lines.slice(0, cut)),
        ...joiner.push(lines.slice(cut)),
        ...joiner.flush(),
      ];
      expect(joined).toEqual(joinLines(lines));
    }
  });

  test('stays one event where it comes whole', () => {
    expect(joinLines([raw(trace), raw('after it')])).toEqual([raw(trace), raw('after it')]);
  });
});

test('an error with its trace says what was thrown and where', () => {
  expect(normalize(NODE)).toMatchObject({
    'log.level': 'error',
    'error.type': 'TypeError',
    'error.message': "Cannot read properties of undefined (reading 'id')",
    message: NODE,
    'error.stack_trace': NODE,
  });
  expect(normalize(PYTHON)).toMatchObject({
    'error.type': 'orders.errors.NotFound',
    'error.message': 'no such order',
  });
  expect(normalize(JAVA)).toMatchObject({
    'error.type': 'java.lang.IllegalStateException',
    'log.level': 'error',
  });
  expect(normalize(GO)).toMatchObject({ 'error.type': 'panic', 'log.level': 'fatal' });
  expect(normalize(LOGGED)).toMatchObject({
    'error.type': 'com.example.Declined',
    'log.logger': 'com.example.Pay',
    'error.stack_trace': LOGGED.slice(LOGGED.indexOf('com.example.Declined')),
  });
});

test('the code of an exception is its type and its own place, whatever its message and line numbers', () => {
  const codes = createCodeBook();
  const normalizer = createNormalizer({ codes });
  const codeOf = (text: string) => normalizer.normalize([raw(text)])[0]?.['event.code'] ?? '';
  expect(codes.template(codeOf(NODE))).toBe('TypeError at total (src/cart.js)');
  expect(codes.template(codeOf(PYTHON))).toBe('orders.errors.NotFound at <module> (app/main.py)');
  expect(codes.template(codeOf(JAVA))).toBe('java.lang.IllegalStateException at com.example.Orders.total');
  expect(codes.template(codeOf(GO))).toBe('panic at main.(*Cart).total');
  expect(codeOf(NODE.replace('cart.js:10:5', 'cart.js:99:1').replace("'id'", "'sum'"))).toBe(codeOf(NODE));
  expect(codeOf(NODE.replace('at total', 'at discount'))).not.toBe(codeOf(NODE));
});

test('two streams do not mix, and a stream is put in the order of its times', () => {
  const lines = stream(JAVA);
  const other = lines.map((line) => ({
    ...line,
    id: `other ${line.id}`,
    origin: { ...line.origin, stream: 'two' },
  }));
  const mixed = lines.flatMap((line, index) => [other[index] ?? line, line]).reverse();
  expect(joinLines(mixed).map(({ text }) => text)).toEqual([JAVA, JAVA]);
});

test('a continuation without its head stays an event by itself, and can be told', () => {
  const orphans = stream('    at total (/srv/app/src/cart.js:10:5)\n\t... 12 more\nall is well');
  expect(joinLines(orphans)).toEqual(orphans);
  expect(orphans.map(({ text }) => isContinuation(text))).toEqual([true, true, false]);
});

test('indented lines go on with an error, and with nothing else', () => {
  expect(joinLines(stream('ERROR bad query\n  select 1\n  from x'))).toHaveLength(1);
  expect(joinLines(stream('the menu today\n  soup\n  bread'))).toHaveLength(3);
});

test('errors that follow each other stay apart', () => {
  expect(joinLines(stream('TypeError: a\nTypeError: b\nERROR c\nERROR d'))).toHaveLength(4);
});

test('a trace without end is cut into events, and no line is lost', () => {
  const trace = `Error: deep${'\n    at f (/srv/a.js:1:1)'.repeat(1_200)}`;
  const events = joinLines(stream(trace));
  expect(events.map(({ lines }) => lines)).toEqual([500, 500, 201]);
  expect(events.map(({ text }) => text).join('\n')).toBe(trace);
});

test('no line is lost or doubled, whatever the lines and wherever they are cut', () => {
  const line = fc.oneof(fc.constantFrom(...Object.values(TRACES).join('\n').split('\n')), fc.string());
  fc.assert(
    fc.property(fc.array(line, { maxLength: 60 }), fc.nat(60), (texts, cut) => {
      const lines = texts.map((text, index) => raw(text, { id: String(index), at: AT + index }));
      const joiner = createJoiner();
      const joined = [
        ...joiner.push(lines.slice(0, cut)),
        ...joiner.push(lines.slice(cut)),
        ...joiner.flush(),
      ];
      expect(joined.map(({ text }) => text).join('\n')).toBe(texts.join('\n'));
      expect(joinLines(joined)).toEqual(joined);
    }),
  );
});
