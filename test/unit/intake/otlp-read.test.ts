import { expect, test } from 'vitest';
import type { IntakeRequest } from '../../../src/core/intake.ts';
import { parseDocument } from '../../../src/sources/intake/json-document.ts';
import { LOGS } from '../../../src/sources/intake/otlp/logs.ts';
import { decode, PROTOBUF, recordsOf } from '../../../src/sources/intake/otlp/read.ts';
import { textOf } from '../../../src/sources/intake/otlp/values.ts';
import { TEN } from '../alerts/finding.ts';

const request = (body: Buffer, contentType: string): IntakeRequest => ({
  sender: 'shop',
  receivedAt: TEN,
  contentType,
  headers: {},
  query: {},
  body,
  inflate: async (compressed) => compressed,
  reserve: () => {},
});
const json = (value: unknown) => request(Buffer.from(JSON.stringify(value)), 'application/json');

/** Length-delimited fields, as protobuf writes them. */
const field = (number: number, bytes: Uint8Array) =>
  Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);

test('scopes of protobuf may stand before their resource, and fields that are new are passed over', async () => {
  const record = LOGS.message.encode({ severityNumber: 9, body: { stringValue: 'hello' } });
  const later = Buffer.concat([record, field(99, Buffer.from('new'))]);
  const group = field(1, field(2, field(2, later)));
  const [found] = [...(await recordsOf(request(group, PROTOBUF), LOGS))];
  expect(found && textOf(decode(found, LOGS).body)).toBe('hello');
});

test.each([
  ['bytes that are no protobuf', request(Buffer.from([0xff, 0xff, 0xff]), PROTOBUF), 'MALFORMED'],
  ['another document', json({ resourceLogs: 'x' }), 'MALFORMED'],
  ['a document that is none', request(Buffer.from('{'), 'application/json'), 'MALFORMED'],
  ['text', request(Buffer.from('x'), 'text/plain'), 'UNSUPPORTED'],
  ['a resource without scopes', request(field(1, Buffer.alloc(0)), PROTOBUF), undefined],
])('%s', async (_, body, code) => {
  const read = recordsOf(body, LOGS);
  if (code) await expect(read).rejects.toMatchObject({ code });
  else expect([...(await read)]).toEqual([]);
});

test('more records than a request may have are refused before any is decoded', async () => {
  const logRecords = Array.from({ length: 100_001 }, () => 0);
  await expect(
    recordsOf(json({ resourceLogs: [{ scopeLogs: [{ logRecords }] }] }), LOGS),
  ).rejects.toMatchObject({
    code: 'TOO_LARGE',
  });
});

test('a long document is the same bit by bit as in one go', async () => {
  const value = {
    list: Array.from({ length: 60_000 }, (_, index) => ({ index, text: `"ü\\ ${index}`, none: null })),
  };
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  expect(body.length).toBeGreaterThan(2 * 1_048_576);
  expect(await parseDocument(request(body, 'application/json'))).toEqual(value);
  await expect(parseDocument(request(body.subarray(0, -9), 'application/json'))).rejects.toMatchObject({
    code: 'MALFORMED',
  });
  await expect(parseDocument(request(Buffer.concat([body, body]), 'application/json'))).rejects.toMatchObject(
    { code: 'MALFORMED' },
  );
});

test('values nested without end become text that ends', () => {
  let value: unknown = { stringValue: 'deep' };
  for (let depth = 0; depth < 5_000; depth++) value = { arrayValue: { values: [value] } };
  const decoded = decode({ resource: {}, scope: '', raw: { body: value } }, LOGS);
  expect(textOf(decoded.body)).toBe('[[[[[[[null]]]]]]]');
});
