import { crc32 } from 'node:zlib';
import type { Log } from '../../core/log.ts';
import type { Connection } from './connection.ts';
import type { ElasticsearchSettings } from './settings.ts';
import type { Template } from './templates/template.ts';

/**
 * Far above the templates that Elasticsearch brings for `logs-*-*` (100): those would make a data stream of it. `logs-sysmon.*-a-*` and
 * `logs-sysmon.*-b-*` overlap as patterns, though no index of ours matches both, and Elasticsearch refuses overlapping templates of one priority.
 */
function priorityOf(version: number, namespace: string): number {
  return version * 2 ** 32 + crc32(namespace);
}

/** Where no name fits, Elasticsearch answers 404 and an empty list. */
const ON_NONE = { ignore: [404] };

type Placement = Pick<ElasticsearchSettings, 'namespace' | 'shards' | 'replicas'>;

/**
 * Installs what is missing and upgrades what is older. A version has a name and a priority of its own and is never written again, so processes
 * that start at once, of whatever version, don't get in each other's way, and the newest one counts.
 */
export async function install(
  connection: Connection,
  templates: readonly Template[],
  placement: Placement,
  log: Log,
): Promise<void> {
  await putPlacement(connection, placement);
  const versions = await installedVersions(connection, placement.namespace);
  for (const template of templates) {
    const installed = versions.get(template.name) ?? 0;
    if (installed >= template.version) continue;
    await put(connection, template, placement.namespace);
    if (installed > 0) await upgradeIndices(connection, template, log);
  }
}

/** Shards and replicas of the indices that are yet to come; a cluster is not asked to write what it has. */
async function putPlacement({ run }: Connection, { namespace, shards, replicas }: Placement): Promise<void> {
  const name = `sysmon-placement-${namespace}`;
  const settings = { number_of_shards: String(shards), number_of_replicas: String(replicas) };
  await run(async (client) => {
    const { component_templates: found } = await client.cluster.getComponentTemplate(
      { name: `${name}*`, flat_settings: true },
      ON_NONE,
    );
    const there: Record<string, unknown> = {
      ...found.find((one) => one.name === name)?.component_template.template.settings,
    };
    const isSame = Object.entries(settings).every(([key, value]) => there[`index.${key}`] === value);
    if (!isSame)
      await client.cluster.putComponentTemplate({ name, template: { settings: { index: settings } } });
  });
}

/** The highest version of each template by its name. */
async function installedVersions({ run }: Connection, namespace: string): Promise<Map<string, number>> {
  const { index_templates: found } = await run((client) =>
    client.indices.getIndexTemplate({ name: `sysmon-*-${namespace}-v*` }, ON_NONE),
  );
  const versions = new Map<string, number>();
  for (const {
    index_template: { version = 0, _meta: meta },
  } of found) {
    const name = String(meta?.template);
    versions.set(name, Math.max(version, versions.get(name) ?? 0));
  }
  return versions;
}

async function put({ run, names }: Connection, template: Template, namespace: string): Promise<void> {
  const { version, settings, mappings, autoCreate } = template;
  const name = `sysmon-${template.name}-${namespace}-v${version}`;
  const _meta = { managed_by: 'sysmon', template: template.name };
  await run(async (client) => {
    await client.cluster.putComponentTemplate({ name, version, _meta, template: { settings, mappings } });
    await client.indices.putIndexTemplate({
      name,
      version,
      _meta,
      index_patterns: [template.pattern(names)],
      priority: priorityOf(version, namespace),
      ...(autoCreate === false && { allow_auto_create: false }),
      composed_of: [`sysmon-placement-${namespace}`, name, `sysmon-custom-${namespace}`],
      ignore_missing_component_templates: [`sysmon-custom-${namespace}`],
    });
  });
}

/** A template is for indices that are yet to come; those that are there learn the new fields here. */
async function upgradeIndices({ run, names }: Connection, template: Template, log: Log): Promise<void> {
  const { name, version, mappings } = template;
  try {
    await run((client) => client.indices.putMapping({ ...mappings, index: template.pattern(names) }));
  } catch (error) {
    log.warn(
      { template: name, version, error },
      'Indices that are there keep the mapping they have; new ones follow the new template',
    );
  }
}
