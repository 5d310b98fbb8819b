import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

const root = protobuf.loadSync(fileURLToPath(new URL('otlp.proto', import.meta.url)));

/** A message of `otlp.proto`, from bytes and to bytes; decoded it looks as OTLP's JSON, but for ids, which stay bytes. */
export interface Message {
  decode(bytes: Uint8Array): unknown;
  encode(value: object): Buffer;
}

export function message(name: string): Message {
  const type = root.lookupType(name);
  return {
    decode: (bytes) => type.toObject(type.decode(bytes), { longs: String }),
    encode: (value) => Buffer.from(type.encode(type.fromObject(value)).finish()),
  };
}

const LENGTH_DELIMITED = 2;

/** The bytes of each `field` of a message, one after the other; nothing else of it is decoded. Throws a `RangeError` where the bytes are no message. */
export function* fieldsOf(bytes: Uint8Array, field: number): Generator<Uint8Array> {
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === field && (tag & 7) === LENGTH_DELIMITED) yield reader.bytes();
    else reader.skipType(tag & 7);
  }
}
