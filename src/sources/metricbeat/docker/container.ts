import { z } from 'zod';
import { Text } from '../fields.ts';
import { type Thing, thingOf } from '../minute/gauges.ts';

/** What all documents about a container of Docker say of it, under the names of 6.x and of later versions. */
export const DockerContainer = z.object({
  'container.id': Text,
  'container.name': Text,
  'docker.container.id': Text,
  'docker.container.name': Text,
  'docker.container.labels.com_docker_compose_service': Text,
  'docker.container.labels.com.docker.compose.service': Text,
  'docker.container.labels.org_opencontainers_image_title': Text,
});
type DockerContainer = z.infer<typeof DockerContainer>;

export interface Container extends Thing {
  id: string;
  name: string;
  service: string;
  host: string | undefined;
}

/** Undefined where it has no name. */
export function containerOf(fields: DockerContainer, host: string | undefined): Container | undefined {
  const id = fields['container.id'] ?? fields['docker.container.id'];
  const name = fields['container.name'] ?? fields['docker.container.name'];
  if (!name) return undefined;
  return container({ id: id ?? name, name, host, service: serviceOf(fields) });
}

/** Its service is what Compose calls it, else what its image is called, else its own name. */
export function container(of: {
  id: string;
  name: string;
  host: string | undefined;
  service: string | undefined;
}): Container {
  const name = of.name.replace(/^\//, '');
  const service = of.service ?? name;
  const place = of.host && { 'host.name': of.host };
  const thing = thingOf({ 'service.name': service, ...place, 'container.name': name });
  return { ...thing, id: of.id.slice(0, 12), name, service, host: of.host };
}

function serviceOf(fields: DockerContainer): string | undefined {
  return (
    fields['docker.container.labels.com_docker_compose_service'] ??
    fields['docker.container.labels.com.docker.compose.service'] ??
    fields['docker.container.labels.org_opencontainers_image_title']
  );
}
