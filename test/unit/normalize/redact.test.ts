import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../../src/normalize/index.ts';
import { normalize } from './support.ts';

const { redact, suspects } = createRedactor();
/** Secrets are put together here, so that no scanner takes this file for a leak. */
const join = (...parts: string[]) => parts.join('');
const letters = (length: number) => 'aB3dE6gH9j'.repeat(10).slice(0, length);

test.each([
  ['aws-key', join('AKIA', 'IOSFODNN7EXAMPLE'), 'using %s now'],
  ['aws-secret', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'key=%s'],
  ['secret', 'wJalrXUtnFEMI', 'aws_secret_access_key = %s'],
  ['bearer', 'abc123.def-456', 'sent Bearer %s'],
  ['authorization', 'dXNlcjpwYXNz', 'Authorization: Basic %s'],
  ['jwt', join('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0In0', '.abc-DEF_123'), 'got %s'],
  ['slack', join('xox', 'b-1234567890-abcdefghij'), 'slack %s'],
  ['github', join('gh', 'p_', letters(36)), 'git clone with %s'],
  ['stripe', join('sk_', 'live_', letters(24)), 'charge by %s'],
  ['google', join('AI', 'za', letters(35)), 'maps %s'],
  ['npm', join('npm_', letters(36)), '//registry/:_auth %s'],
  ['password', 'hunter2!', 'login password=%s user=bob'],
  ['password', 'hunter2!', '{"user":"bob","password":"%s"}'],
  ['password', 'hunter2!', 'escaped {\\"password\\":\\"%s\\"}'],
  ['password', 'hunter2', 'postgres://bob:%s@db.test:5432/shop'],
  ['token', 'f00ba4', 'GET /cb?token=%s&page=2 HTTP/1.1'],
  ['key', 'f00ba4', 'call /v1?api_key=%s'],
  ['secret', 's3cr3t', "clientSecret: '%s'"],
  ['cookie', 'sid=abc; theme=dark', 'Cookie: %s'],
  ['card', '4111 1111 1111 1111', 'paid with %s 12/26'],
  ['card', '5555-5555-5555-4444', 'paid with %s.'],
  ['card', '378282246310005', 'paid with %s'],
])('a secret of kind %s is masked: %s in "%s"', (kind, secret, text) => {
  const line = text.replace('%s', secret);
  expect(suspects(line)).toBe(true);
  expect(redact(line)).toBe(text.replace('%s', `[REDACTED:${kind}]`));
  expect(redact(redact(line))).toBe(redact(line));
});

test('a private key is masked from its beginning to its end, or to the end of the text', () => {
  const key = join('-----BEGIN RSA ', 'PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEowIB\n');
  expect(redact(`a ${key}-----END RSA PRIVATE KEY----- b`)).toBe('a [REDACTED:private-key] b');
  expect(redact(`a ${key}`)).toBe('a [REDACTED:private-key]');
});

test.each([
  'Failed password for root from 10.0.0.1 port 22 ssh2',
  'Accepted publickey for bob: RSA SHA256:n4bQgYhMfWWaL+qgxVrQFaO',
  'order 4111111111111112 and 1700000000000 and 20240101123456',
  'request 7d3c1b2a-0000-4000-8000-1234567890ab of trace 4bf92f3577b34da6a3ce929d0e0e4736',
  'commit da39a3ee5e6b4b0d3255bfef95601890afd80709 key=da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'max_tokens=4096 token_count=12 tokens: 5 keys: 7 primary key: 5',
  'sudo: bob : PWD=/home/bob ; USER=root ; COMMAND=/bin/ls',
  '2024-01-01 10:00:00.123 took 1234567890123456789 ns at 10.0.0.1:8080',
  'password: null, token: "", secret=undefined',
  'basic authentication is off, bearer authentication too',
  'https://shop.test:443/a@b and bob@example.org',
  'pass=12 fail=0',
  'a price of 0.4111111111111111',
])('what is no secret stays: %s', (line) => {
  expect(redact(line)).toBe(line);
});

describe('in an event', () => {
  test('a secret is masked wherever it went', () => {
    const event = normalize(
      '{"level":"error","msg":"login with \\u0070assword=hunter2","user":"bob","password":"hunter2","ctx":{"apiKey":"hunter2"},"err":{"message":"token=hunter2","stack":"Error: token=hunter2\\n    at f (/a/b.js:1:1)"},"card":4111111111111111,"url":"/a?token=hunter2"}',
    );
    expect(JSON.stringify(event)).not.toMatch(/hunter2|4111111111111111/);
    expect(event).toMatchObject({
      message: 'login with password=[REDACTED:password]',
      'error.message': 'token=[REDACTED:token]',
      'url.path': '/a',
      labels: { password: '[REDACTED:password]', 'ctx.apiKey': '[REDACTED:key]', card: '[REDACTED:card]' },
    });
  });

  test('e-mail addresses are masked if that is asked for', () => {
    const line = '{"msg":"sent to bob.smith+x@mail.example.org","user":"bob@example.org"}';
    expect(normalize(line)).toMatchObject({ message: 'sent to bob.smith+x@mail.example.org' });
    expect(normalize(line, { maskEmails: true })).toMatchObject({
      message: 'sent to [REDACTED:email]',
      'user.name': '[REDACTED:email]',
    });
  });

  test('the same message with another secret has the same code', () => {
    expect(normalize('ERROR bad token=abc123 sent')['event.code']).toBe(
      normalize('ERROR bad token=xyz789 sent')['event.code'],
    );
  });
});
