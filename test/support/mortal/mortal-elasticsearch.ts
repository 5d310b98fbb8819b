import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../sandbox/postgres/free-port.ts';
import { startElasticsearch, USER } from '../elasticsearch/server.ts';
import { type MortalServer, openMortal } from './mortal-server.ts';

export async function mortalElasticsearch(): Promise<MortalServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sysmon-elasticsearch-'));
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const pidFile = join(folder, 'elasticsearch.pid');
  const launch = () => startElasticsearch({ major: '9', folder, port, password, pidFile });
  const url = `http://127.0.0.1:${port}`;
  return openMortal({
    url,
    variables: {
      ELASTICSEARCH_URL: url,
      ELASTICSEARCH_USERNAME: USER,
      ELASTICSEARCH_PASSWORD: password,
      ELASTICSEARCH_REPLICAS: '0',
    },
    pidFile,
    launch,
    forget: () => rm(folder, { recursive: true, force: true }),
  });
}
