import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { Environment } from '../../src/config/environment.ts';

const Service = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.union([z.string(), z.number()]).nullable()).default({}),
  ports: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  restart: z.string().optional(),
  mem_limit: z.string().optional(),
  healthcheck: z.looseObject({}).optional(),
});
const File = z.object({ services: z.record(z.string(), Service) });

const read = async (name: string) => readFile(new URL(`../../${name}`, import.meta.url), 'utf8');
const text = await read('docker-compose.yml');
const { services } = File.parse(parse(text, { merge: true }));
const named = Object.entries(services);
const sysmon = Object.keys(services.sysmon?.environment ?? {});
const interpolated = new Set([...text.matchAll(/(?<!\$)\$\{([A-Z_]+)/g)].map(([, name = '']) => name));
const known = Object.keys(Environment.shape);

/** In the container these are of no use: another way to Elasticsearch, or what the file says itself. */
const NOT_PASSED = [
  'DATABASE_URL',
  'ELASTICSEARCH_API_KEY',
  'ELASTICSEARCH_CA_FILE',
  'ELASTICSEARCH_CA_FINGERPRINT',
  'ELASTICSEARCH_CLOUD_ID',
  'HTTP_HOST',
  'SYSMON_CONFIG',
];

test('.env.example has every variable that sysmon or the compose file reads, and no other, each with a line above it', async () => {
  const example = await read('.env.example');
  const names = [...example.matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);
  expect(names.toSorted()).toEqual([...new Set([...known, ...interpolated, 'KIBANA_PASSWORD'])].toSorted());
  expect(example).not.toMatch(/^#?[A-Z_]*(PASSWORD|TOKENS?|SECRET|KEY)=./m);
});

test('every variable reaches the sysmon of the compose file, but those that mean nothing there', () => {
  expect([...sysmon, ...NOT_PASSED].toSorted()).toEqual(known.toSorted());
});

test.each(named)('the service %s may do little, and not without end', (_name, service) => {
  expect(service).toMatchObject({
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    mem_limit: expect.stringMatching(/^\d+[mg]$/),
  });
  for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  expect(service.image).toMatch(/^sysmon$|:\d/);
});

test('no password has a default', () => {
  const secrets = named.flatMap(([, { environment }]) =>
    Object.entries(environment).filter(([name]) => /PASSWORD|TOKEN|SECRET|KEY/.test(name)),
  );
  const given = secrets.filter(([, value]) => value !== null);
  expect(secrets.length).toBeGreaterThan(10);
  for (const [, value] of given)
    expect(value).toMatch(/^\$\{[A-Z_]+:\?set it in \.env\}$|^\$\{KIBANA_PASSWORD:-\}$/);
});

test('what runs on has a health check and comes back; the setup ends', () => {
  const { setup, sysmon, worker, ...servers } = services;
  for (const { restart, healthcheck } of Object.values(servers))
    expect({ restart, test: healthcheck?.test }).toEqual({
      restart: 'unless-stopped',
      test: expect.any(String),
    });
  expect([sysmon?.restart, worker?.restart, setup?.restart]).toEqual([
    'unless-stopped',
    'unless-stopped',
    'no',
  ]);
  expect([sysmon, worker, setup, services.redis].every((service) => service?.read_only)).toBe(true);
});
