import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { RejectedError, UpstreamError } from '../../src/core/errors.ts';
import { MINUTE, SECOND } from '../../src/core/time.ts';
import { eventsIn } from '../../src/sources/docker/engine/lines.ts';
import type { EngineEvent } from '../../src/sources/docker/engine/objects.ts';
import { faultOf } from '../../src/sources/docker/fault.ts';
import { historiesOf } from '../../src/sources/docker/history.ts';
import { DockerSettings } from '../../src/sources/docker/settings.ts';

const fault = (fields: object) => faultOf(Object.assign(new Error('no'), fields), 'list containers');

test.each([
  ['EACCES', 'DOCKER_PERMISSION'],
  ['ENOENT', 'DOCKER_NO_SOCKET'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'DOCKER_TLS'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'DOCKER_TLS'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'DOCKER_TLS'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'DOCKER_TLS'],
])('%s is for a person to mend', (code, ours) => {
  expect(fault({ code })).toBeInstanceOf(RejectedError);
  expect(fault({ code })).toMatchObject({ code: ours, message: 'list containers: no' });
});

test.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN'])('%s passes by itself', (code) => {
  expect(fault({ code })).toBeInstanceOf(UpstreamError);
});

test('the page names every fault', async () => {
  const page = await readFile('docs/sources/docker.md', 'utf8');
  const sources = ['fault', 'check', 'hints', 'engine/engine'];
  const texts = await Promise.all(sources.map((name) => readFile(`src/sources/docker/${name}.ts`, 'utf8')));
  const codes = new Set(texts.join('\n').match(/DOCKER_[A-Z_]+(?!\w)/g));
  for (const code of codes) expect(page).toContain(`\`${code}\``);
  expect(codes.size).toBe(9);
});

test.each([
  ['an address without a port', { host: 'tcp://edge-01' }],
  ['an address of another kind', { host: 'https://edge-01:2376' }],
  ['TLS on a socket', { tls: { caFile: 'ca.pem' } }],
  ['a certificate without its key', { host: 'tcp://edge-01:2376', tls: { caFile: 'a', certFile: 'b' } }],
  ['a star in the middle of a name', { containers: { include: ['shop-*-1'] } }],
  ['a host name that would split an item', { hostName: 'edge/01' }],
  ['a misspelled setting', { container: ['a'] }],
])('%s is refused', (_, wrong) => {
  expect(DockerSettings.safeParse({ kind: 'docker', ...wrong }).success).toBe(false);
});

test('the settings of the page and of the example are taken', async () => {
  const example = await readFile('sysmon.example.yaml', 'utf8');
  const [, lines = ''] = /(# - kind: docker\n( +# .*\n)+)/.exec(example) ?? [];
  const [settings] = parse(lines.replaceAll(/^ *# /gm, '')) as unknown[];
  expect(DockerSettings.parse(settings)).toMatchObject({ host: 'tcp://edge-01.internal:2376' });
  expect(DockerSettings.parse({ kind: 'docker' })).toMatchObject({
    name: 'docker',
    host: 'unix:///var/run/docker.sock',
    every: 30 * SECOND,
    recent: 5 * MINUTE,
    restartLoopAbove: 3,
  });
});

test('events come out whole wherever the stream is cut, and what is no event is left out', async () => {
  const line = { Action: 'die', Actor: { ID: 'a', Attributes: { name: 'schön' } }, timeNano: 1 };
  const bytes = Buffer.from(`${JSON.stringify(line)}\n{"Action": 7}\n\n${JSON.stringify(line)}`);
  for (const size of [1, 7, 1_000]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    const read = await Array.fromAsync(eventsIn(Readable.from(chunks)));
    expect(read).toEqual([line, line]);
  }
});

function event(second: number, Action: string, Attributes: Record<string, string> = {}): EngineEvent {
  return { Action, Actor: { ID: 'a', Attributes }, timeNano: second * 1e9 };
}

test('an end is asked for if someone told the container to stop in this life of it', () => {
  const kill = event(10, 'kill', { signal: '15' });
  const isAsked = (...events: EngineEvent[]) => historiesOf(events)('a').wasAsked(20 * SECOND);
  expect(isAsked(kill, event(20, 'die'))).toBe(true);
  expect(isAsked(kill, event(12, 'start'), event(20, 'die'))).toBe(false);
  expect(isAsked(event(10, 'kill', { signal: '1' }), event(20, 'die'))).toBe(false);
  expect(historiesOf([kill])('b').wasAsked(20 * SECOND)).toBe(false);
});

test('the word of the memory may come before the end or after it, but not from the next life', () => {
  const isKill = (...events: EngineEvent[]) => historiesOf(events)('a').wasOutOfMemory(20 * SECOND);
  const die = event(20, 'die');
  expect(isKill(event(19, 'oom'), die)).toBe(true);
  expect(isKill(die, event(21, 'oom'))).toBe(true);
  expect(isKill(die, event(20.5, 'start'), event(21, 'oom'))).toBe(false);
  expect(isKill(event(5, 'oom'), event(10, 'start'), die)).toBe(false);
});
