import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../sandbox/postgres/free-port.ts';
import type { SandboxSlack } from '../../sandbox/slack/start-slack.ts';
import { freshDatabase } from '../support/database.ts';
import { dockerCommand } from '../support/docker/command.ts';
import { startContainer } from '../support/docker/container.ts';
import { buildImage } from '../support/docker/image.ts';
import { startElasticsearch } from '../support/elasticsearch/server.ts';
import { openFeed } from '../support/feed.ts';
import { startOutside } from '../support/outside.ts';
import { slackHistory } from '../support/slack-history.ts';

const host = inject('dockerHost');
const database = await freshDatabase();
const MINUTES_3 = { timeout: 180_000 };
const RULE = { kind: 'frequency', name: 'many-errors', threshold: 3, windowMinutes: 60 };

describe.skipIf(host === null)('the image', () => {
  const docker = dockerCommand(host ?? '');
  const inside = (...command: string[]) =>
    docker.print('run', '--rm', '--network', 'none', 'sysmon', ...command);

  beforeAll(() => buildImage(host ?? ''), 600_000);

  test('holds the product, what that needs to run, and nothing that it could change', async () => {
    const parts = ['handlers', 'jobs', 'node_modules', 'package.json', 'src', 'sysmon.example.yaml'];
    expect((await inside('ls', '/app')).split('\n')).toEqual(parts);
    expect(await inside('sh', '-c', 'command -v npm yarn corepack || echo none')).toBe('none');
    expect(await inside('find', '/app', '-writable', '-not', '-type', 'l')).toBe('');
    const told = '[process.getuid(), process.env.NODE_ENV, process.version.split(".")[0]].join()';
    expect(await inside('node', '--print', told)).toBe('1000,production,v24');
  });

  test('holds no package that is for development', async () => {
    const Lock = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });
    const { packages } = Lock.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
    const forDevelopment = Object.keys(packages).filter((path) => packages[path]?.dev);
    const there = (await inside('find', 'node_modules', '-type', 'd')).split('\n');
    expect(there).toContain('node_modules/fastify');
    expect(forDevelopment).toContain('node_modules/vitest');
    expect(there.filter((path) => forDevelopment.includes(path))).toEqual([]);
  });

  test('says what its settings lack, and ends with 1', async () => {
    const container = await startContainer(docker, {});
    await vi.waitFor(
      async () => expect(await container.state()).toMatchObject({ Status: 'exited', ExitCode: 1 }),
      20_000,
    );
    const said = await container.said();
    expect(said).toContain('SLACK_BOT_TOKEN: missing');
    expect(said).not.toMatch(/^ +at /m);
  });

  /** A sysmon in a container, an application whose log has errors, and a person who asks. */
  async function runs(variables: Record<string, string>): Promise<void> {
    const outside = await startOutside({ database: '', config: { rules: [RULE] } });
    onTestFinished(outside.stop);
    const feed = await openFeed(outside.cloudwatch, '/ecs/checkout');
    onTestFinished(feed.close);
    const lines = Array.from({ length: 9 }, (_, index) => `ERROR card ${index} was declined by the bank`);
    await feed.put(lines.map((text, index) => ({ at: Date.now() - 1_000 + index, text })));

    const mount = `${join(outside.folder, 'sysmon.yaml')}:/app/sysmon.yaml:ro`;
    const { DATABASE_URL: _, ...reached } = outside.variables;
    const port = String(await freePort());
    const settings = { ...reached, ...variables, SYSMON_CONFIG: 'sysmon.yaml', HTTP_PORT: port };
    const container = await startContainer(docker, settings, '--volume', mount);
    await container.turnsHealthy();
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);

    await vi.waitFor(
      async () => expect(JSON.stringify(await slackHistory(outside.slack))).toContain('many-errors'),
      { timeout: 60_000, interval: 500 },
    );
    expect(await asked(outside.slack, '/sysmon errors checkout last 1h')).toMatch(/\b9\b/);

    const { code, milliseconds } = await container.stop();
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(5_000);
  }

  test('runs on PostgreSQL alone: read-only, as nobody special, until SIGTERM', MINUTES_3, async () => {
    await runs({ DATABASE_URL: database });
  });

  test('runs on Elasticsearch and Redis', MINUTES_3, async () => {
    const elasticsearch = await startElasticsearch({ major: '9' });
    onTestFinished(elasticsearch.stop);
    await runs({
      ELASTICSEARCH_URL: elasticsearch.url,
      ELASTICSEARCH_USERNAME: elasticsearch.username,
      ELASTICSEARCH_PASSWORD: elasticsearch.password,
      ELASTICSEARCH_REPLICAS: '0',
      REDIS_URL: `${inject('redisUrl')}/9`,
    });
  });
});

/** What a person sees who types that. */
async function asked({ act, channel }: SandboxSlack, text: string): Promise<string> {
  const reply = await fetch(`${act}/command`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'maya', channel, text }),
  });
  return reply.text();
}
