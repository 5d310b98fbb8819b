import { randomBytes } from 'node:crypto';

/** So many random bytes; an argument, so that a test may know what comes. */
export type Random = (size: number) => Buffer;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export interface Ids {
  /** `V`, `F`, … and ten characters, as Slack's ids look. */
  next(prefix: string): string;
  /** Hexadecimal, for whatever nobody may guess. */
  secret(bytes: number): string;
  /** The five characters of a `block_id` that the app left out. */
  short(): string;
}

export function createIds(random: Random = randomBytes): Ids {
  const characters = (count: number) =>
    [...random(count)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return {
    next: (prefix) => prefix + characters(10),
    secret: (bytes) => random(bytes).toString('hex'),
    short: () => characters(5),
  };
}
