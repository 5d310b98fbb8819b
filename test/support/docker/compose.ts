import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';

const run = promisify(execFile);

/** `docker compose` on one file, whichever of its two forms is here. Resolves with what it prints; rejects with all it said. */
export type Compose = (...args: string[]) => Promise<string>;

export async function composeCommand(
  file: string,
  variables: Readonly<Record<string, string>>,
): Promise<Compose> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { env: { PATH, HOME, ...variables }, maxBuffer: 1 << 24 };
  const isPlugin = await run('docker', ['compose', 'version'], options).then(
    () => true,
    () => false,
  );
  const [program, ...first] = isPlugin ? ['docker', 'compose'] : ['docker-compose'];
  return async (...args) =>
    (await run(program ?? '', [...first, '--file', file, ...args], options)).stdout.trim();
}

const Service = z.looseObject({ depends_on: z.record(z.string(), z.unknown()).optional() });
const File = z.looseObject({ services: z.record(z.string(), Service) });

/**
 * docker-compose.yml where containers have the host's network only: the same services without their own network, on the ports that are given, and
 * with an Elasticsearch that runs elsewhere.
 */
export async function onHostNetwork(at: { elasticsearch: string; redis: number; http: number }) {
  const text = (await readFile('docker-compose.yml', 'utf8'))
    .replaceAll('http://elasticsearch:9200', at.elasticsearch)
    .replaceAll('@redis:6379', `@127.0.0.1:${at.redis}`)
    .replace('redis-server -', `redis-server - --port ${at.redis}`)
    .replace('redis-cli', `redis-cli -p ${at.redis}`)
    .replace('HTTP_PORT: 8080', `HTTP_PORT: ${at.http}`);
  const { services, ...file } = File.parse(parse(text, { merge: true }));
  const { elasticsearch: _, ...others } = services;
  const adapted = Object.entries(others).map(([name, { build, ports, depends_on = {}, ...service }]) => {
    const { elasticsearch: _, ...after } = depends_on;
    return [name, { ...service, network_mode: 'host', depends_on: after }];
  });
  return { ...file, services: Object.fromEntries(adapted) };
}
