import { hash } from 'node:crypto';

const PREFIX_LENGTH = 12;
const DIGITS = 6;
const HASH_LENGTH = 16;

/** What the codes of a service begin with: its letters and digits in upper case, `payments-api` -> `PAYMENTSAPI`; `LOG` if it has none. */
export function prefixOf(service: string): string {
  return (
    service
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '')
      .slice(0, PREFIX_LENGTH) || 'LOG'
  );
}

/** The identity of a form: the first 64 bits of a SHA-256 over service and form, in upper-case hex. The same on every machine. */
export function hashOf(service: string, key: string): string {
  return hash('sha256', `${service}\n${key}`, 'hex').slice(0, HASH_LENGTH).toUpperCase();
}

/** Codes as short as they can be. */
export interface Names {
  add(prefix: string, hash: string): void;
  /** The code of a hash, whether it was added or not. */
  nameOf(prefix: string, hash: string): string;
  /** The hashes that a code may mean: one, unless it was given before a second one began alike. */
  find(code: string): readonly string[];
}

/**
 * A code is its prefix and the first 6 digits of its hash, and as Git does with commits, more digits where two known hashes begin alike; then
 * both get them. So a code is a function of the *set* of known forms, whatever the order they came in, and a code that names one kind of
 * message is never given to another later on. The price is that the older of such a pair changes its code once: with 4 digits that happened
 * within 2,000 lines of a plain sshd log, with 6 it happens to one of 5,000 kinds of message under one prefix.
 */
export function createNames(): Names {
  const families = new Map<string, string[]>();
  const shortest = (prefix: string, hash: string) => `${prefix}-${hash.slice(0, DIGITS)}`;

  return {
    add(prefix, hash) {
      const key = shortest(prefix, hash);
      const family = families.get(key);
      if (!family) families.set(key, [hash]);
      else if (!family.includes(hash)) family.push(hash);
    },
    nameOf(prefix, hash) {
      const code = shortest(prefix, hash);
      const family = families.get(code);
      if (!family) return code;
      let digits = DIGITS;
      for (const other of family) {
        if (other !== hash) digits = Math.max(digits, sharedDigits(hash, other) + 1);
      }
      return `${prefix}-${hash.slice(0, digits)}`;
    },
    find(code) {
      const [prefix = '', digits = ''] = code.split('-');
      return (families.get(shortest(prefix, digits)) ?? []).filter((hash) => hash.startsWith(digits));
    },
  };
}

function sharedDigits(one: string, other: string): number {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
}
