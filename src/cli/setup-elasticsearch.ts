import { z } from 'zod';
import { Environment, environment } from '../config/environment.ts';
import { faultsOf, wordsFor } from '../config/faults.ts';
import { ConfigError, UpstreamError } from '../core/errors.ts';
import { explain } from '../main/process.ts';

const Password = z.string().min(6);
const Variables = z.object({
  ELASTICSEARCH_URL: z.url(),
  /** Of the superuser, who is asked for nothing else than this. */
  ELASTIC_PASSWORD: Password,
  ELASTICSEARCH_USERNAME: z.string().min(1),
  ELASTICSEARCH_PASSWORD: Password,
  ELASTICSEARCH_NAMESPACE: Environment.shape.ELASTICSEARCH_NAMESPACE,
  /** Where there is a Kibana. */
  KIBANA_PASSWORD: Password.optional(),
});

/** What sysmon may do in its namespace (docs/elasticsearch.md); `manage`, so that an upgrade adds its fields to the indices that are there. */
function roleFor(namespace: string) {
  const names = [`logs-sysmon.*-${namespace}-*`, `sysmon-*-${namespace}*`];
  return {
    cluster: ['manage_index_templates'],
    indices: [{ names, privileges: ['read', 'write', 'manage'] }],
  };
}

/** Makes sysmon's role and user, and sets Kibana's password: what is there already is made the same again. */
async function setUp(variables: z.infer<typeof Variables>): Promise<void> {
  const { ELASTICSEARCH_USERNAME: user, ELASTICSEARCH_PASSWORD: password, KIBANA_PASSWORD } = variables;
  const put = putTo(variables);
  await put('role/sysmon', roleFor(variables.ELASTICSEARCH_NAMESPACE));
  await put(`user/${encodeURIComponent(user)}`, { password, roles: ['sysmon'] });
  if (KIBANA_PASSWORD) await put('user/kibana_system/_password', { password: KIBANA_PASSWORD });
}

function putTo({ ELASTICSEARCH_URL, ELASTIC_PASSWORD }: z.infer<typeof Variables>) {
  const authorization = `Basic ${Buffer.from(`elastic:${ELASTIC_PASSWORD}`).toString('base64')}`;
  return async (path: string, body: object) => {
    const reply = await fetch(new URL(`/_security/${path}`, ELASTICSEARCH_URL), {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new UpstreamError('ELASTICSEARCH_SETUP', `${path}: ${await reply.text()}`);
    process.stdout.write(`${path}: done\n`);
  };
}

/** Run by the service `setup` of docker-compose.yml. */
try {
  const given = Object.fromEntries(Object.entries(environment()).filter(([, value]) => value !== ''));
  const parsed = Variables.safeParse(given, { error: wordsFor });
  if (!parsed.success) throw new ConfigError(faultsOf(parsed.error, ''));
  await setUp(parsed.data);
} catch (error) {
  process.stderr.write(`Elasticsearch can't be set up\n${explain(error)}\n`);
  process.exitCode = 1;
}
