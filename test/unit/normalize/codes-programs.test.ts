import { expect, test } from 'vitest';
import { createCodeBook } from '../../../src/normalize/index.ts';

/** Messages of well-known programs as their sources have them; what stands in braces varies. */
const TEMPLATES = `
upstream timed out (110: Connection timed out) while reading response header, client: {ip}, server: {host}, request: "GET {path} HTTP/1.1"
open() "{path}" failed (2: No such file or directory), client: {ip}, server: {host}
Successfully pulled image "{image}" in {duration}
Back-off restarting failed container {name} in pod {name}_{name}({id})
Started container {name}
Stopping container {name}
{id} became leader at term {number}
{id} became follower at term {number}
finished scheduled compaction at {number} (took {duration})
Background saving started by pid {number}
Background saving terminated with success
Background saving error
Synchronization with replica {ip}:{number} succeeded
connection authorized: user={user} database={name}
password authentication failed for user "{user}"
process {number} still waiting for ShareLock on transaction {number} after {number}.5 ms
duration: {number}.2 ms  statement: {sql}
canceling statement due to statement timeout
[GroupCoordinator {number}]: Member {name}-{id} in group {name} has failed, removing it from the group
[Partition {name}-{number} broker={number}] Shrinking ISR from {number},{number} to {number}
Accepted publickey for {user} from {ip} port {number} ssh2: RSA SHA256:{id}
Failed password for {user} from {ip} port {number} ssh2
Failed password for invalid user {user} from {ip} port {number} ssh2
Connection closed by {ip} port {number} [preauth]
session opened for user {user} by (uid=0)
session closed for user {user}
Health check for container {id} error: {cause}
Image garbage collection failed once: {cause}
Not continuing with pull after error: {cause}
Task app.tasks.{name}[{id}] succeeded in {number}.3s: None
Rendered {page} within layouts/application (Duration: {number}ms)
HikariPool-1 - Connection is not available, request timed out after {number}ms.
outlier detection: ejecting host {ip}:{number} from cluster {name}
agent: Check is now critical: check={name}
agent: Check is now passing: check={name}
+sdown master {name} {ip} {number}
-sdown master {name} {ip} {number}`
  .trim()
  .split('\n');

const VALUES: Record<string, (next: () => number) => string> = {
  number: (next) => String(next() % 90_000),
  ip: (next) => `10.${next() % 255}.${next() % 255}.${next() % 255}`,
  id: (next) => `${next().toString(16)}${next().toString(16)}7`,
  duration: (next) => `${next() % 900}ms`,
  host: (next) => oneOf('db1.example.com web-7 api.internal localhost', next),
  path: (next) => oneOf('/ /api/v1/orders /login /var/log/app.log', next),
  image: (next) => oneOf('nginx:1.25 redis busybox:latest example.com/shop/web:v12', next),
  name: (next) => oneOf('orders billing payments catalog search audit mailer gateway', next),
  user: (next) => oneOf('alice bob root admin deploy carol jenkins guest', next),
  page: (next) => oneOf('orders/show.html.erb users/edit.html.erb carts/index.html.erb', next),
  sql: (next) =>
    ['SELECT * FROM orders WHERE id = 7', 'UPDATE users SET name = 1', 'INSERT INTO lines (a) VALUES (1)'][next() % 3] ?? '',
  cause: (next) =>
    ['connection reset by peer', 'permission denied', 'disk quota exceeded', 'too many open files', 'context deadline exceeded',
      'no such file or directory', 'unexpected end of input', 'operation timed out', 'invalid argument given'][next() % 9] ?? '',
}; // biome-ignore format: lists to read

const oneOf = (words: string, next: () => number) =>
  words.split(' ').at(next() % words.split(' ').length) ?? '';

/** The same numbers in every run. */
function sequence(): () => number {
  let state = 11;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state >>> 8;
  };
}

test('the messages of programs that everybody runs are grouped by the line that writes them', () => {
  const next = sequence();
  const book = createCodeBook();
  const lines = TEMPLATES.flatMap((template) =>
    Array.from({ length: 20 }, () => ({
      template,
      code: book.code(
        'shop',
        template.replace(/\{(\w+)\}/g, (_, name: string) => VALUES[name]?.(next) ?? ''),
      ).code,
    })),
  );
  const codesOf = (template: string) =>
    new Set(lines.filter((line) => line.template === template).map(({ code }) => book.resolve(code)));
  const several = TEMPLATES.filter((template) => codesOf(template).size > 1);
  expect(several).toEqual([]);
  expect(new Set(lines.map(({ code }) => book.resolve(code))).size).toBe(TEMPLATES.length);
});
